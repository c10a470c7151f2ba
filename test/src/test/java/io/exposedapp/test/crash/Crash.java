package io.exposedapp.test.crash;

import java.util.Comparator;

/**
 * A death of the operator.
 *
 * @param at where in the step
 * @param write the one that {@code at} met: "POST pods"
 */
record Crash(Run run, Step step, CutPoint at, String write) {

    static final Comparator<Crash> BY_WRITE = Comparator.comparingInt((Crash crash) -> crash.at().write())
            .thenComparing(crash -> crash.at().moment());

    /** "when the user drops a port, and write 3 (POST pods) never reaches the API server". */
    @Override
    public String toString() {
        return "when the user %s, and write %d (%s) %s".formatted(step.text(), at.write(), write, at.moment().text());
    }
}
