package io.exposedapp.test.image;

import io.exposedapp.test.cluster.node.CommandResult;
import io.exposedapp.test.cluster.node.Vantage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Somebody who asks an address again and again, each time over a new connection, as long as it is open. */
final class Knocking implements AutoCloseable {

    private final Vantage from;
    private final String url;
    private final AtomicBoolean ends = new AtomicBoolean();
    private final List<CommandResult> answers = new ArrayList<>();
    private final Thread thread;

    private Knocking(Vantage from, String url) {
        this.from = from;
        this.url = url;
        thread = Thread.ofPlatform().name("knocking").start(this::knock);
    }

    static Knocking at(Vantage from, String url) {
        return new Knocking(from, url);
    }

    private void knock() {
        while (!ends.get()) {
            answers.add(from.curl("--fail", url));
        }
    }

    /** Ends it; answers with what came back, one result a request. */
    List<CommandResult> end() {
        ends.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return answers;
    }

    @Override
    public void close() {
        end();
    }
}
