package io.exposedapp.test.chaos;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.test.cluster.node.RealNode;
import io.exposedapp.test.cluster.node.Traffic;
import io.exposedapp.test.waiting.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rounds: disturbances begin and end while apps are edited; once all is whole again the edits pause, and everything must become Ready. The requirement is a
 * minute from the moment that the API server answers, the operator runs and all nodes are Ready; the limit is that of every {@link Wait}, for a busy
 * machine, and the seconds are printed.
 *
 * @param secondsToReady of each round, and before the first one
 */
record Play(Scene scene, Deck deck, Editor editor, Watcher watcher, String namespace, List<Double> secondsToReady) {

    private static final Duration TICK = Duration.ofMillis(300);
    private static final int LEFT_ALONE = 2;
    private static final double LONG = 10;
    /** An API server that is killed between two writes of its own leaves a number allocated for minutes: no fault of the operator, which says so. */
    private static final String LEAKED = "is allocated in the API server, though no Service shows it";

    /** What happens at a moment of a round. */
    private record Turn(Duration at, String what, Deck.Card card, boolean begins) {
    }

    /** The apps before any disturbance. */
    void prepare() {
        editor.settle();
        awaitReady("everything is Ready at the beginning");
    }

    void round(int number) {
        var chronicle = scene.chronicle();
        chronicle.beginRound();
        chronicle.tell("round " + number);
        int alone = deck.oneOf(Editor.APPS);
        editor.resume(Set.of(alone, (alone + LEFT_ALONE) % Editor.APPS));
        long begin = System.nanoTime();
        for (var turn : turns(deck.draw())) {
            passTimeUntil(begin + turn.at().toNanos());
            take(turn);
        }
        scene.awaitWhole();
        editor.pause();
        editor.settle();
        awaitReady("everything is Ready again");
        requireAnswers();
        watcher.awaitLooks();
        watcher.requireUnbroken();
    }

    private List<Turn> turns(List<Deck.Card> cards) {
        List<Turn> turns = new ArrayList<>();
        for (var card : cards) {
            var node = card.disturbance().part() == Disturbance.Part.NODE ? " (" + node(card).name() + ")" : "";
            turns.add(new Turn(card.begin(), card.disturbance().clause() + node, card, true));
            turns.add(new Turn(card.end(), card.disturbance().clause() + node, card, false));
        }
        turns.sort(Comparator.comparing(Turn::at));
        return turns;
    }

    private RealNode node(Deck.Card card) {
        return scene.cluster().nodes().all().get(card.node());
    }

    private void take(Turn turn) {
        var disturbance = turn.card().disturbance();
        scene.chronicle().tell((turn.begins() ? "begin  " : "end    ") + turn.what());
        if (turn.begins()) {
            if (disturbance.silencesOperator()) {
                watcher.silencingBegins();
            }
            disturbance.begin().on(scene, node(turn.card()));
        } else {
            disturbance.end().on(scene, node(turn.card()));
            if (disturbance.silencesOperator()) {
                watcher.silencingEnds();
            }
        }
    }

    private void passTimeUntil(long nanoTime) {
        while (System.nanoTime() < nanoTime) {
            try {
                TimeUnit.NANOSECONDS.sleep(Math.min(TICK.toNanos(), Math.max(0, nanoTime - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            scene.supervise();
            watcher.requireUnbroken();
        }
    }

    private void awaitReady(String what) {
        long begin = System.nanoTime();
        var told = new AtomicBoolean();
        Wait.until(what).seen(this::unready, unready -> {
            if (!unready.isEmpty() && secondsSince(begin) > LONG && told.compareAndSet(false, true)) {
                scene.chronicle().tell("not Ready yet: " + String.join("\n  ", unready));
            }
            return unready.isEmpty();
        });
        double seconds = secondsSince(begin);
        secondsToReady.add(seconds);
        scene.chronicle().tell(String.format(Locale.ROOT, "%s after %.1f s", what, seconds));
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    private List<String> unready() {
        watcher.requireUnbroken();
        var look = Look.at(scene.cluster().client(), namespace);
        editor.wanted().stream().filter(app -> app.pin() != null && look.app(app.name()).filter(Play::isRefusedALeakedNumber).isPresent())
                .forEach(app -> {
                    scene.chronicle().tell("the API server has leaked number " + app.pin() + " of " + app.name() + ", which is unpinned");
                    editor.unpin(app);
                });
        return editor.wanted().stream().flatMap(app -> problem(look, app)).toList();
    }

    private static Stream<String> problem(Look look, WantedApp wanted) {
        var found = look.app(wanted.name());
        if (!wanted.there()) {
            return found.isPresent() || look.service(wanted.name()).isPresent()
                    ? Stream.of(wanted + ", and it or its Service is there")
                    : Stream.of();
        }
        if (found.isEmpty()) {
            return Stream.of(wanted + ", and there is none");
        }
        var endpoints = look.endpoints(wanted.name());
        return Look.isReady(found.get()) && endpoints == wanted.replicas() && Look.replicas(found.get()) == wanted.replicas()
                ? Stream.of()
                : Stream.of(
                        "%s: %d ready endpoints, generation %d, %s".formatted(wanted, endpoints, found.get().getMetadata().getGeneration(),
                                found.get().getStatus()));
    }

    private static boolean isRefusedALeakedNumber(ExposedApp app) {
        return app.getStatus() != null && app.getStatus().ports() != null && app.getStatus().ports().stream()
                .anyMatch(port -> port.message() != null && port.message().contains(LEAKED));
    }

    /** Each number, at each node. */
    private void requireAnswers() {
        var look = Look.at(scene.cluster().client(), namespace);
        var numbers = editor.wanted().stream().filter(WantedApp::there).flatMap(app -> look.numbers(app.name()).values().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        for (var node : scene.cluster().nodes().all()) {
            numbers.forEach(number -> Traffic.answer(scene.cluster().nodes().outside(), "http://" + node.address() + ":" + number + "/"));
        }
    }
}
