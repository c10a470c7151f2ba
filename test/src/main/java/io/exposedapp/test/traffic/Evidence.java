package io.exposedapp.test.traffic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a change under requests proves. That the app lost none is the proof, and a test asserts it. Where the machine was too busy to send
 * many requests, or the control lost none either, the app has not failed, but the proof is weak: that is printed.
 *
 * @param change which the app went through, "a rollout"
 * @param app requests to it meanwhile
 * @param control requests to what is expected to lose some by the same change; null = there is no control
 */
public record Evidence(String change, Tally app, @Nullable Tally control) {

    /** Fewer may all have fallen between the steps of a change. */
    private static final int FEW = 100;

    /** Without a control. */
    public Evidence(String change, Tally app) {
        this(change, app, null);
    }

    /** Why it is weak; empty if it is not. */
    List<String> weaknesses() {
        var found = new ArrayList<String>();
        if (app.sent() < FEW) {
            found.add("only " + app.sent() + " requests were sent to the app");
        }
        if (control != null && control.lost() == 0) {
            found.add("the control lost none of its " + control.sent() + " requests either");
        }
        return found;
    }

    /** Prints why it is weak, if it is. */
    public void print() {
        weaknesses().forEach(weakness -> System.out.println("VOID " + change + " under requests proves little: " + weakness));
    }
}
