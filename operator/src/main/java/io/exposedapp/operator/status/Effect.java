package io.exposedapp.operator.status;

/** What becomes of the app's Ready and Stalled while a reason holds. */
public enum Effect {

    /** Nothing is in the way. */
    FINE,

    /** Ready is Unknown: it passes by itself. */
    PASSES,

    /** Ready is False and Stalled True: it stays until the user acts. */
    YOURS,

    /** Ready is False though nothing waits for the user: it is being deleted. */
    ENDS,

    /** It says what follows from another condition's reason, and that one decides. */
    FOLLOWS
}
