package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import java.net.ConnectException;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A replica takes part in the election")
class ElectionPulseTest {

    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final ApiRequests requests = new ApiRequests();
    private final ElectionPulse pulse = new ElectionPulse(requests, now::get);

    @Test
    @DisplayName("as long as it asks for the lease, and be it without an answer")
    void asks() {
        // Given
        now.set(START.plus(ElectionPulse.PATIENCE));
        ask("/apis/coordination.k8s.io/v1/namespaces/exposedapp-system/leases/exposedapp-operator");

        // When
        var problem = pulse.problem();

        // Then
        assertThat(problem).isEmpty();
    }

    @Test
    @DisplayName("no more when it has not asked for a minute, whatever else it asks: it says since when, and what to do")
    void silent() {
        // Given
        ask("/apis/coordination.k8s.io/v1/namespaces/exposedapp-system/leases/exposedapp-operator");
        assertThat(pulse.problem()).isEmpty();
        now.set(START.plus(ElectionPulse.PATIENCE));
        ask("/api/v1/namespaces/shop/pods");

        // When
        var problem = pulse.problem();

        // Then
        assertThat(problem)
                .contains("the lease was not asked for since 2026-11-21T08:00:00Z, so this replica can never lead; if it happens "
                        + "again, delete Lease exposedapp-operator");
    }

    private void ask(String path) {
        var request = new StandardHttpRequest.Builder().uri(URI.create("https://10.96.0.1" + path)).build();
        requests.afterConnectionFailure(request, new ConnectException());
    }
}
