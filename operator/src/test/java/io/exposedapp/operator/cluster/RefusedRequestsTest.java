package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.cluster.PermissionCheck.Permission;
import io.exposedapp.operator.cluster.PermissionCheck.Target;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.http.WebSocketUpgradeResponse;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of requests that were refused")
class RefusedRequestsTest {

    private static final String APPS = "https://10.96.0.1/apis/exposedapp.io/v1/namespaces/shop/exposedapps";

    private final RefusedRequests refused = new RefusedRequests();

    @Test
    @DisplayName("the verb is known again by the exception, which names the object alone")
    void verb() {
        // Given
        var patch = patch("https://10.96.0.1/api/v1/namespaces/shop/services/web");
        refuse(patch, 403);
        refuse(patch("https://10.96.0.1/api/v1/namespaces/shop/services/other"), 403);
        refuse(new StandardHttpRequest.Builder().uri("https://10.96.0.1/api/v1/namespaces/shop/services/web").build(), 200);

        // When
        var asked = refused.of(exception(patch));

        // Then
        assertThat(asked).isEqualTo(Set.of(new Permission(new Target("", "services", "", "shop", "web"), "patch")));
    }

    @Test
    @DisplayName("the subresource is known too, of which the exception says nothing")
    void subresource() {
        // Given
        var status = patch(APPS + "/web/status?fieldManager=exposedapp-operator");
        refuse(status, 403);

        // When
        var asked = refused.of(exception(status));

        // Then
        assertThat(asked).containsExactly(new Permission(new Target("exposedapp.io", "exposedapps", "status", "shop", "web"), "patch"));
    }

    @Test
    @DisplayName("lists and watches are known too, which throw nothing that reaches a pass, until they are forgotten")
    void watches() {
        // Given
        refuse(new StandardHttpRequest.Builder().uri("https://10.96.0.1/api/v1/pods?watch=true").build(), 403);
        refuse(patch(APPS + "/web/status"), 403);

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
        refuse(new StandardHttpRequest.Builder().uri("https://10.96.0.1/apis/exposedapp.io/v1/nodeportledgers?limit=500").build(), 404);
        refuse(new StandardHttpRequest.Builder().uri("https://10.96.0.1/apis/exposedapp.io/v1/nodeportreservations/31000").build(), 404);

        // When
        var missing = refused.notServed();

        // Then
        assertThat(missing).containsExactly("nodeportledgers");
        assertThat(refused.notServed()).isEmpty();
    }

    private void refuse(HttpRequest request, int code) {
        refused.after(request, new WebSocketUpgradeResponse(request, code), null);
    }

    private static HttpRequest patch(String uri) {
        return new StandardHttpRequest.Builder().uri(uri).patch("application/json", "{}").build();
    }

    private static KubernetesClientException exception(HttpRequest request) {
        return new KubernetesClientException("", null, 403, null, request);
    }
}
