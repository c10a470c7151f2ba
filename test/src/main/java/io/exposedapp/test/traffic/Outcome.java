package io.exposedapp.test.traffic;

/** What became of one request over a connection of its own. */
public enum Outcome {

    /** Status 200 and the whole body. */
    OK,

    /** Nobody listens there: the connection was refused. */
    REFUSED,

    /** The connection was made and then reset. */
    RESET,

    /** The connection ended before the answer did. */
    CUT_SHORT,

    /** No connection, or no answer on it, in time. */
    TIMED_OUT,

    /** A whole answer with another status. */
    NOT_200,

    /** There is no way to the address. */
    UNREACHABLE
}
