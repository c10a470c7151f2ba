package io.exposedapp.test.scenario.contract;

/**
 * One way to bring a moment of docs/status.md about.
 *
 * @param moment the first cell of its row
 * @param how what sets this way apart from others of the same row; empty = there is one
 * @param fromReport the operator's report is written, and nothing is brought about
 */
record Play(String moment, String how, boolean fromReport, Scene scene) {

    /** Brings it about; answers with the object that the moment is about. */
    @FunctionalInterface
    interface Scene {
        Subject on(Stage stage);
    }

    /** The only way. */
    static Play of(String moment, Scene scene) {
        return new Play(moment, "", false, scene);
    }

    /** One of several ways. */
    static Play by(String how, String moment, Scene scene) {
        return new Play(moment, how, false, scene);
    }

    /** By its report alone. */
    static Play reported(String moment, Scene scene) {
        return new Play(moment, "", true, scene);
    }

    @Override
    public String toString() {
        return how.isEmpty() ? moment : moment + ": " + how;
    }
}
