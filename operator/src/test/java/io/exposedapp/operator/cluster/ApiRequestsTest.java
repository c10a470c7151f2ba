package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.cluster.ApiRequests.Asked;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.http.WebSocketUpgradeResponse;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A request to the API server is counted")
class ApiRequestsTest {

    @Test
    @DisplayName("once, though the client tells of a watch that is refused again for each of its interceptors")
    void refusedWatch() {
        // Given
        var requests = new ApiRequests();
        var watch = new StandardHttpRequest.Builder().uri("https://10.96.0.1/api/v1/pods?watch=true").build();
        var refused = new WebSocketUpgradeResponse(watch, 403);
        requests.after(watch, refused, null);
        requests.after(watch, refused, null);

        // When
        requests.after(watch, new WebSocketUpgradeResponse(watch, 403), null);

        // Then
        assertThat(requests.counts()).isEqualTo(Map.of(new Asked("watch", "pods", "403"), 2L));
    }

    @ParameterizedTest(name = "{0} {1} as {2} {3}")
    @DisplayName("by its verb and resource, whatever it is about")
    @CsvSource({"GET, /api/v1/namespaces/shop/pods/web-1, get, pods",
            "GET, /api/v1/namespaces/shop/pods, list, pods",
            "GET, '/api/v1/pods?limit=500&resourceVersion=0', list, pods",
            "GET, '/api/v1/pods?allowWatchBookmarks=true&watch=true', watch, pods",
            "GET, /api/v1/namespaces/shop, get, namespaces",
            "GET, /api/v1/namespaces, list, namespaces",
            "POST, /apis/exposedapp.io/v1/nodeportreservations, create, nodeportreservations",
            "PUT, /apis/coordination.k8s.io/v1/namespaces/exposedapp-system/leases/exposedapp-operator, update, leases",
            "PATCH, '/apis/exposedapp.io/v1/namespaces/shop/exposedapps/web/status?fieldManager=exposedapp-operator', patch, exposedapps/status",
            "DELETE, /api/v1/namespaces/api/services/v1, delete, services",
            "GET, /k8s/clusters/c-1/apis/apps/v1/namespaces/shop/controllerrevisions/web-abc, get, controllerrevisions",
            "GET, /version, get, ''"})
    void asked(String method, String uri, String verb, String resource) {
        assertThat(ApiRequests.asked(method, URI.create("https://10.96.0.1" + uri), "200")).isEqualTo(new Asked(verb, resource, "200"));
    }
}
