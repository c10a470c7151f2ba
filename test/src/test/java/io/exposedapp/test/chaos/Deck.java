package io.exposedapp.test.chaos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Draws rounds by a seed: every disturbance comes once before one comes a second time. */
final class Deck {

    private static final int MOST_OFFSET_MILLIS = 6000;

    private final Random random;
    private final int nodes;
    private final Deque<Disturbance> left = new ArrayDeque<>();

    Deck(long seed, int nodes) {
        random = new Random(seed);
        this.nodes = nodes;
    }

    /**
     * One disturbance of a round.
     *
     * @param node that it is about, from 0; of no meaning for one that is about none
     * @param begin from the beginning of the round
     */
    record Card(Disturbance disturbance, int node, Duration begin, Duration length) {

        Duration end() {
            return begin.plus(length);
        }

        /** "node 1": where two cards of a round may not meet. etcd and the API server are one place, since neither starts without the other. */
        private String place() {
            return disturbance.part() == Disturbance.Part.NODE ? "node " + node : disturbance.part().name();
        }
    }

    /** One, or more often two at different places. */
    List<Card> draw() {
        Card first = card(next(), Duration.ZERO);
        Card second = card(next(), Duration.ofMillis(random.nextInt(MOST_OFFSET_MILLIS)));
        boolean alone = random.nextInt(3) == 0;
        if (alone || second.place().equals(first.place())) {
            left.addFirst(second.disturbance());
            return List.of(first);
        }
        return List.of(first, second);
    }

    /** Which of so many. */
    int oneOf(int count) {
        return random.nextInt(count);
    }

    private Card card(Disturbance disturbance, Duration begin) {
        int fewest = disturbance.fewestSeconds() * 1000;
        int length = fewest + random.nextInt(disturbance.mostSeconds() * 1000 - fewest);
        return new Card(disturbance, random.nextInt(nodes), begin, Duration.ofMillis(length));
    }

    private Disturbance next() {
        if (left.isEmpty()) {
            List<Disturbance> all = new ArrayList<>(Disturbance.all());
            Collections.shuffle(all, random);
            left.addAll(all);
        }
        return left.removeFirst();
    }
}
