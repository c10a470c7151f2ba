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
 */
public record ApiClient(KubernetesClient client, ApiRequests requests, ServerClock clock) implements AutoCloseable {

    /** Longer than most webhooks may take. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

    /**
     * Makes a client.
     *
     * @param config where, and as whom
     * @param http what is to be added to the HTTP client; tests count and cut requests there
     */
    public static ApiClient of(Config config, String version, Consumer<HttpClient.Builder> http) {
        return of(config, version, REQUEST_TIMEOUT, http);
    }

    /** The same with another limit for one request: a test does not wait for the usual one. */
    public static ApiClient of(Config config, String version, Duration requestTimeout, Consumer<HttpClient.Builder> http) {
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
        var client = new KubernetesClientBuilder().withConfig(config).withHttpClientBuilderConsumer(builder -> {
            builder.addOrReplaceInterceptor("requests", requests);
            builder.addOrReplaceInterceptor("clock", clock);
            http.accept(builder);
        }).build();
        return new ApiClient(client, requests, clock);
    }

    @Override
    public void close() {
        client.close();
    }
}
