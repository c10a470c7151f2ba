package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.cluster.PermissionCheck.Permission;
import io.exposedapp.operator.cluster.PermissionCheck.Target;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.internal.OperationSupport;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.http.WebSocketUpgradeResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Of requests that were refused")
class RefusedRequestsTest {

    private final RefusedRequests refused = new RefusedRequests();

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
            "PATCH, /api/v1/namespaces/shop/services/web?force=true, patch, '', services, '', shop, web",
            "POST, /api/v1/namespaces/shop/pods, create, '', pods, '', shop, ''",
            "GET, /api/v1/nodes, list, '', nodes, '', '', ''",
            "PATCH, /apis/exposedapp.io/v1/namespaces/shop/exposedapps/web/status, patch, exposedapp.io, exposedapps, status, shop, web",
            "DELETE, /apis/exposedapp.io/v1/nodeportreservations/31000, delete, exposedapp.io, nodeportreservations, '', '', 31000"})
    @DisplayName("the exception says verb, namespace and subresource, which its getters do not")
    void asked(String method, String path, String verb, String group, String resource, String subresource, String namespace, String name) {
        // When
        var asked = RefusedRequests.asked(exception(request(method, path)));

        // Then
        assertThat(asked).contains(new Permission(new Target(group, resource, subresource, namespace, name), verb));
    }

    @Test
    @DisplayName("a pause counts for the one that was to wait, and until the next answer asks for none")
    void pause() {
        // Given
        var pods = request("POST", "/api/v1/namespaces/shop/pods");
        refuse(pods, 429, Map.of("Retry-After", List.of("7")));
        assertThat(refused.pause(exception(pods))).contains(Duration.ofSeconds(7));
        assertThat(refused.pause(exception(request("POST", "/api/v1/namespaces/shop/services")))).isEmpty();

        // When
        refuse(pods, 429);

        // Then
        assertThat(refused.pause(exception(pods))).isEmpty();
    }

    @Test
    @DisplayName("lists and watches are known too, which throw nothing that reaches a pass, until they are forgotten")
    void watches() {
        // Given
        refuse(request("GET", "/api/v1/pods?watch=true"), 403);
        refuse(request("PATCH", "/apis/exposedapp.io/v1/namespaces/shop/exposedapps/web/status"), 403);

        // When
        var watches = refused.ofWatches();

        // Then
        assertThat(watches).containsExactly(new Permission(new Target("", "pods", "", "", ""), "watch"));
        watches.forEach(refused::forget);
        assertThat(refused.ofWatches()).isEmpty();
    }

    @Test
    @DisplayName("a list of one of our own kinds that is not served says that its CRD may be missing, once")
    void notServed() {
        // Given
        refuse(request("GET", "/apis/exposedapp.io/v1/nodeportledgers?limit=500"), 404);
        refuse(request("GET", "/apis/exposedapp.io/v1/nodeportreservations/31000"), 404);

        // When
        var missing = refused.notServed();

        // Then
        assertThat(missing).containsExactly("nodeportledgers");
        assertThat(refused.notServed()).isEmpty();
    }

    private void refuse(HttpRequest request, int code) {
        refuse(request, code, Map.of());
    }

    private void refuse(HttpRequest request, int code, Map<String, List<String>> headers) {
        refused.after(request, new WebSocketUpgradeResponse(request, code, headers), null);
    }

    private static HttpRequest request(String method, String path) {
        return new StandardHttpRequest.Builder().uri("https://kubernetes.default.svc:443" + path).method(method, "application/json", "{}")
                .build();
    }

    /** As the client makes it. */
    private static KubernetesClientException exception(HttpRequest request) {
        return OperationSupport.requestFailure(request, new StatusBuilder().withCode(403).withMessage("forbidden. Sorry").build());
    }
}
