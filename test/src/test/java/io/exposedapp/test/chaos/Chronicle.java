package io.exposedapp.test.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened in a play, and when: what a failure shows. Several threads write. */
final class Chronicle {

    private final long begin = System.nanoTime();
    private final List<String> lines = new ArrayList<>();
    private int lastRound;

    /** Printed too: what disturbs, and what was measured. */
    void tell(String what) {
        System.out.println("CHAOS " + note(what));
    }

    /** For a failure only: each edit. */
    synchronized String note(String what) {
        var line = String.format(Locale.ROOT, "%7.1f s  %s", (System.nanoTime() - begin) / 1e9, what);
        lines.add(line);
        return line;
    }

    /** From here on is what a failure shows. */
    synchronized void beginRound() {
        lastRound = lines.size();
    }

    /** The last round. */
    @Override
    public synchronized String toString() {
        return String.join("\n", lines.subList(lastRound, lines.size()));
    }
}
