package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.Names;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The operator's way of talking to an API server.
 *
 * @param requests what the client has asked so far
 * @param clock the API server's, as its answers tell it
 * @param access what the operator may do, and what a failed request means
 * @param pace of its writes
 * @param watchTries when it began the watches of each kind
 */
public record ApiClient(KubernetesClient client, ApiRequests requests, ServerClock clock, OperatorAccess access, WritePace pace,
        WatchTries watchTries) implements AutoCloseable {

    /** Longer than most webhooks may take. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

    /**
     * Makes a client.
     *
     * @param config where, and as whom
     * @param writes whether it may write, and how much
     * @param http what is to be added to the HTTP client; tests count and cut requests there
     */
    public static ApiClient of(Config config, String version, WritePolicy writes, Consumer<HttpClient.Builder> http) {
        return of(config, version, writes, REQUEST_TIMEOUT, http);
    }

    /** The same with another limit for one request: a test does not wait for the usual one. */
    public static ApiClient of(Config config, String version, WritePolicy writes, Duration requestTimeout,
            Consumer<HttpClient.Builder> http) {
        // The API server takes the field manager of a plain write from here; by it we know again which labels of a Service are ours.
        config.setUserAgent(Names.OPERATOR + "/" + version);
        // An informer must not hold up a stop; a request that hangs must not hold a worker.
        config.setRequestTimeout(Math.toIntExact(requestTimeout.toMillis()));
        // Three seconds in all: an answer that says the same for longer is to be reported, and not to be waited out.
        config.setRequestRetryBackoffLimit(5);
        // Doubled up to 16 s between two tries to list and watch again: what was missed meanwhile is seen within half a minute.
        config.setWatchReconnectInterval(500);
        var requests = new ApiRequests();
        var clock = new ServerClock();
        var watchTries = new WatchTries(System::nanoTime);
        var refused = new RefusedRequests();
        var pace = WritePace.start(writes.perSecond());
        var client = new KubernetesClientBuilder().withConfig(config).withKubernetesSerialization(new AnswerReading())
                .withHttpClientBuilderConsumer(builder -> {
                    builder.addOrReplaceInterceptor("requests", requests);
                    builder.addOrReplaceInterceptor("clock", clock);
                    builder.addOrReplaceInterceptor("refused", refused);
                    builder.addOrReplaceInterceptor("watch-tries", watchTries);
                    // Behind the former, which tells what asks for one object from a list by its limit.
                    builder.addOrReplaceInterceptor("pages", new ListPages());
                    if (writes.enabled()) {
                        builder.addOrReplaceInterceptor("pace", pace);
                    } else {
                        builder.addOrReplaceInterceptor("ban", new WriteBan());
                    }
                    http.accept(builder);
                }).build();
        return new ApiClient(client, requests, clock, OperatorAccess.start(client, refused), pace, watchTries);
    }

    /**
     * For passes, which come back by themselves: it asks once, since the client's own tries would hold a worker for seconds, or for as long as a
     * Retry-After says. Shares the connections.
     */
    public KubernetesClient once() {
        return OneTry.of(client);
    }

    /** Writes that had to wait for their turn, since the start. */
    public long delayedWrites() {
        return pace.delayed();
    }

    @Override
    public void close() {
        pace.close();
        access.close();
        client.close();
    }
}
