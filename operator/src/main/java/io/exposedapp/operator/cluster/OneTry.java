package io.exposedapp.operator.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.time.Duration;

/** A client that asks once, for callers that must not wait: the usual one repeats a failed request for up to twice its timeout. */
final class OneTry {

    private OneTry() {
    }

    /** With the request timeout of {@code client}; shares its connections. */
    static KubernetesClient of(KubernetesClient client) {
        return of(client, Duration.ofMillis(client.getConfiguration().getRequestTimeout()));
    }

    /** Shares the connections of {@code client}; not to be closed, since that would close them. */
    static KubernetesClient of(KubernetesClient client, Duration timeout) {
        var once = new RequestConfigBuilder(client.getConfiguration().getRequestConfig()).withRequestRetryBackoffLimit(0)
                .withRequestTimeout(Math.toIntExact(timeout.toMillis())).build();
        return client.newClient(once).adapt(KubernetesClient.class);
    }
}
