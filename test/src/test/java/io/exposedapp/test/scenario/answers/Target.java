package io.exposedapp.test.scenario.answers;

/**
 * A request of one app.
 *
 * @param resource with the subresource, "exposedapps/status"; that a placeholder is one says "services (placeholder)"
 * @param nth of its kind within a step, 1 = the first
 */
record Target(String verb, String resource, int nth) {

    boolean isWrite() {
        return !verb.equals("get");
    }

    /** Whether the app's conditions tell of this write when it goes wrong; the reservation's own end is not the app's concern. */
    boolean isTold() {
        return switch (resource) {
            case "nodeportreservations" -> verb.equals("create");
            case "services", "controllerrevisions", "pods" -> isWrite();
            default -> false;
        };
    }

    @Override
    public String toString() {
        return verb + " " + resource + " #" + nth;
    }
}
