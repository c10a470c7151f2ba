package io.exposedapp.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Shortens a failing sequence: leaves out ever smaller pieces as long as it still fails. */
public final class Shortest {

    private Shortest() {
    }

    /**
     * A sequence of which no turn can be left out, unless {@code most} tries were too few to find it.
     *
     * @param failing a sequence that fails
     * @param fails tries a sequence, from the beginning of its own world
     */
    public static <T> List<T> of(List<T> failing, Predicate<List<T>> fails, int most) {
        var shortest = failing;
        int tries = 0;
        for (int piece = Math.max(1, failing.size() / 2); piece >= 1; piece = piece == 1 ? 0 : piece / 2) {
            boolean shorter = true;
            while (shorter) {
                shorter = false;
                for (int from = shortest.size() - piece; from >= 0 && tries < most; from -= piece) {
                    var without = new ArrayList<>(shortest.subList(0, from));
                    without.addAll(shortest.subList(from + piece, shortest.size()));
                    tries++;
                    if (fails.test(without)) {
                        shortest = List.copyOf(without);
                        shorter = true;
                    }
                }
            }
        }
        return shortest;
    }
}
