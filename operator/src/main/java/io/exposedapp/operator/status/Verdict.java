package io.exposedapp.operator.status;

/**
 * What is to be said under one condition.
 *
 * @param message at most 1024 bytes, never empty
 */
record Verdict(ConditionType type, Status status, Reason reason, String message) {

    /** As the API spells it. */
    enum Status {
        TRUE,
        FALSE,
        UNKNOWN;

        String text() {
            return CamelCase.of(this);
        }
    }

    Verdict {
        message = Text.capped(message);
    }

    /** The same, with a further sentence. */
    Verdict and(String sentence) {
        return new Verdict(type, status, reason, message + "; " + sentence);
    }

    static Verdict yes(ConditionType type, Reason reason, String message) {
        return new Verdict(type, Status.TRUE, reason, message);
    }

    static Verdict no(ConditionType type, Reason reason, String message) {
        return new Verdict(type, Status.FALSE, reason, message);
    }

    static Verdict unknown(ConditionType type, Reason reason, String message) {
        return new Verdict(type, Status.UNKNOWN, reason, message);
    }

    /** Something is in the way: Unknown when it passes by itself, else False. */
    static Verdict of(ConditionType type, Reason reason, String message) {
        return reason.effect() == Effect.PASSES ? unknown(type, reason, message) : no(type, reason, message);
    }
}
