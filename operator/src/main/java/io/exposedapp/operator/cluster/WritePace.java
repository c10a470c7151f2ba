package io.exposedapp.operator.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Bounds the writes of this process: each takes a token of a {@link TokenBucket} before it is sent, and waits for it on its own thread. No lock is
 * held meanwhile, and namespaces are served in turn: the thousand pods of one delay a write of another by one token. What the election writes
 * never waits, nor does a question about permissions.
 */
final class WritePace implements Interceptor, AutoCloseable {

    private static final Set<String> AT_ONCE = Set.of("leases", "selfsubjectaccessreviews", "selfsubjectreviews");

    private final TokenBucket bucket;
    private final Turns<CompletableFuture<Void>> turns = new Turns<>();
    private final LongAdder delayed = new LongAdder();
    private final Thread dispatcher;

    private WritePace(int perSecond) {
        bucket = new TokenBucket(perSecond, System.nanoTime());
        dispatcher = Thread.ofPlatform().daemon().name("write-pace").unstarted(this::dispatch);
    }

    static WritePace start(int perSecond) {
        var pace = new WritePace(perSecond);
        pace.dispatcher.start();
        return pace;
    }

    /** Called by the client on the thread that asks. */
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (!request.method().equals("GET")) {
            var asked = ApiRequests.asked(request.method(), request.uri(), "");
            if (!AT_ONCE.contains(asked.resource())) {
                await(join(ApiRequests.target(request.uri()).namespace()));
            }
        }
    }

    /** Writes that had to wait for their turn. */
    long delayed() {
        return delayed.sum();
    }

    private synchronized CompletableFuture<Void> join(String namespace) {
        if (turns.isEmpty() && bucket.take(System.nanoTime())) {
            return CompletableFuture.completedFuture(null);
        }
        delayed.increment();
        var turn = new CompletableFuture<Void>();
        turns.add(namespace, turn);
        notifyAll();
        return turn;
    }

    private static void await(CompletableFuture<Void> turn) {
        try {
            turn.get();
        } catch (InterruptedException e) {
            // Its token is lost, since the process is being stopped.
            Thread.currentThread().interrupt();
            throw new KubernetesClientException("interrupted while a write waited for its turn", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a turn comes, and cannot fail", e);
        }
    }

    private void dispatch() {
        try {
            while (true) {
                next().complete(null);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized CompletableFuture<Void> next() throws InterruptedException {
        while (turns.isEmpty()) {
            wait();
        }
        while (!bucket.take(System.nanoTime())) {
            TimeUnit.NANOSECONDS.timedWait(this, bucket.nanosUntilNext());
        }
        var turn = turns.next();
        if (turn == null) {
            throw new IllegalStateException("only this thread takes turns");
        }
        return turn;
    }

    @Override
    public void close() {
        dispatcher.interrupt();
    }
}
