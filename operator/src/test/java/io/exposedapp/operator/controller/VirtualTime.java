package io.exposedapp.operator.controller;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only where a test lets it, and runs what is due on the way. */
final class VirtualTime implements InstantSource, Drain.Timer {

    private record Task(Instant at, int order, Runnable work) {
    }

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparing(Task::at).thenComparingInt(Task::order));
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private int order;

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        tasks.add(new Task(now.plus(delay), order++, task));
    }

    void pass(Duration time) {
        var end = now.plus(time);
        while (!tasks.isEmpty() && !tasks.peek().at().isAfter(end)) {
            var task = tasks.remove();
            now = task.at();
            task.work().run();
        }
        now = end;
    }

    boolean nothingPlanned() {
        return tasks.isEmpty();
    }
}
