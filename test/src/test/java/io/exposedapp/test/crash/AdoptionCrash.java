package io.exposedapp.test.crash;

import io.exposedapp.test.crash.CutPoint.Moment;
import io.fabric8.kubernetes.client.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where an operator dies that takes a Service over.
 *
 * @param at which of the writes that count
 * @param step the only writes that count; null = each write does
 */
record AdoptionCrash(CutPoint at, @Nullable AdoptionStep step) {

    /** At a write by its number, whichever that is: it is not the same in each run. */
    static AdoptionCrash at(int write, Moment moment) {
        return new AdoptionCrash(new CutPoint(write, moment), null);
    }

    static AdoptionCrash at(AdoptionStep step, Moment moment) {
        return new AdoptionCrash(new CutPoint(1, moment), step);
    }

    /** To be hit in any case; with those at a write by its number, the last ones are not. */
    boolean isAtStep() {
        return step != null;
    }

    boolean counts(HttpRequest write) {
        return step == null || step.isMadeBy(write);
    }

    /** "write 3 never reaches the API server". */
    @Override
    public String toString() {
        return (step == null ? "write " + at.write() : "the write that " + step.text()) + " " + at.moment().text();
    }
}
