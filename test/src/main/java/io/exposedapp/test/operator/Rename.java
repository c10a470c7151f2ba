package io.exposedapp.test.operator;

import java.time.Duration;
import java.time.Instant;

/**
 * A change of the names of a Service's ports, as kube-proxy has to see it: the Service first, and its endpoints a moment later. The operator
 * writes the Service right after a change of the endpoints, at which kube-proxy has just looked; it looks again a second later, when both are
 * new ({@code docs/decisions/0021} and {@code 0031}).
 *
 * @param prepared the change of the endpoints before
 * @param begun the Service has a name that the endpoints do not have
 * @param done they have it
 */
record Rename(Instant prepared, Instant begun, Instant done) {

    /** Of the second between two looks of a kube-proxy: the rest is its own, to hear of it. */
    private static final Duration IN_TIME = Duration.ofMillis(700);
    /** Until the next look of a busy kube-proxy, and as long a request may have been repeated before. */
    private static final Duration AROUND = Duration.ofSeconds(5);

    /** What the operator does not promise: another component took so long that a kube-proxy may have looked in between. */
    boolean isLate() {
        return Duration.between(prepared, done).compareTo(IN_TIME) > 0;
    }

    /** Whether a kube-proxy that looked in between may have refused a request then. */
    boolean covers(Instant request) {
        return !request.isBefore(begun.minus(AROUND)) && !request.isAfter(done.plus(AROUND));
    }

    @Override
    public String toString() {
        return "renamed at " + begun + ", " + Duration.between(prepared, begun).toMillis()
                + " ms after a change of the endpoints, which had "
                + "the name " + Duration.between(begun, done).toMillis() + " ms later";
    }
}
