package io.exposedapp.operator.model;

/** What goes on around the requests of an operator's process, and how they end. */
interface Chance {

    /** How a request ends. */
    enum Fate {
        DONE,
        /** The process dies before it sends the request. */
        NEVER_SENT,
        /** The request is carried out, and the process dies before it hears of it. */
        ANSWER_LOST,
        /** The request is carried out, its answer is lost, and the client repeats it. */
        REPEATED
    }

    /** Others act, watches deliver, time passes. */
    void meanwhile();

    Fate fate();
}
