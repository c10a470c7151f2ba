package io.exposedapp.test.crash;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * For how long an operator has asked its API server for nothing that concerns an app. A request counts until its answer is there, so a slow API
 * server does not look like an idle operator. What never ends does not count: watches, the status of a ledger, which follows at its own pace, and
 * the list of one entry that is made every 10 s to notice that etcd was restored.
 */
public final class Idleness implements Interceptor {

    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
    private volatile long since = System.nanoTime();

    /** Puts it between an operator and its API server. */
    public void install(HttpClient.Builder http) {
        http.addOrReplaceInterceptor("idleness", this);
    }

    /** Zero while a request is under way. */
    public Duration time() {
        // In this order: a request that ends in between has set the time by then.
        return underWay.isEmpty() ? Duration.ofNanos(System.nanoTime() - since) : Duration.ZERO;
    }

    @Override
    public AsyncBody.Consumer<List<ByteBuffer>> consumer(AsyncBody.Consumer<List<ByteBuffer>> answer, HttpRequest request) {
        if (counts(request)) {
            underWay.add(request.id());
        }
        return answer;
    }

    /**
     * The request has its answer.
     *
     * @param answer null where a WebSocket was asked for: this client watches so
     */
    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.@Nullable Consumer<List<ByteBuffer>> answer) {
        ended(request);
    }

    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
        ended(request);
    }

    private void ended(HttpRequest request) {
        if (counts(request)) {
            since = System.nanoTime();
            underWay.remove(request.id());
        }
    }

    private static boolean counts(HttpRequest request) {
        var uri = request.uri();
        return !uri.getPath().contains("/nodeportledgers") && !Objects.requireNonNullElse(uri.getQuery(), "").contains("limit=1");
    }
}
