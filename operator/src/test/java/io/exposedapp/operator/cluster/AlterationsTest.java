package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServiceChange;
import io.exposedapp.operator.exposure.ServicePolicies;
import io.exposedapp.operator.plan.Alteration;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A write of a Service")
class AlterationsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final App APP = App.from(Serialization.unmarshal("""
            metadata: {namespace: shop, name: web, uid: app-1, generation: 1}
            spec: {image: "web:1", ports: [{name: http, containerPort: 80}]}
            """, ExposedApp.class));

    private final Alterations alterations = new Alterations();

    @Test
    @DisplayName("that asks again for what the last one asked for, on its very answer, is held back for 30 s, 1, 2, 4, 8 and then 10 minutes")
    void again() {
        // Given
        var change = change("type", "NodePort");
        var pauses = new ArrayList<Long>();
        var at = NOW;

        // When
        for (int version = 1; version < 8; version++) {
            alterations.written(APP.ref(), service(version), change.asked(), at);
            assertThat(alterations.altered(APP, service(version), change, at)).isTrue();
            var notBefore = known().notBefore();
            pauses.add(Duration.between(at, notBefore).toSeconds());
            at = notBefore;
        }

        // Then
        assertThat(pauses).containsExactly(30L, 60L, 120L, 240L, 480L, 600L, 600L);
        assertThat(known().differences()).containsExactly("type is ClusterIP, asked for NodePort");
        assertThat(known().essential()).isTrue();
    }

    @Test
    @DisplayName("that asks for something else is not, though the Service is as the last one was answered with: a takeover goes step by step")
    void anotherStep() {
        // Given
        alterations.written(APP.ref(), service(1), change("externalTrafficPolicy", "Local").asked(), NOW);

        // When
        var altered = alterations.altered(APP, service(1), change("externalTrafficPolicy", "Cluster"), NOW);

        // Then
        assertThat(altered).isFalse();
        assertThat(alterations.of(APP.ref())).isEmpty();
    }

    @Test
    @DisplayName("that puts right what somebody has changed since is not")
    void changedSince() {
        // Given
        alterations.written(APP.ref(), service(1), change("type", "NodePort").asked(), NOW);

        // When
        var altered = alterations.altered(APP, service(2), change("type", "NodePort"), NOW);

        // Then
        assertThat(altered).isFalse();
    }

    private Alteration known() {
        return Objects.requireNonNull(alterations.of(APP.ref()).get("web"));
    }

    private static ServiceChange change(String field, String value) {
        var patch = JsonNodeFactory.instance.arrayNode();
        patch.addObject().put("op", "test").put("path", "/metadata/uid").put("value", "svc-1");
        patch.addObject().put("op", "add").put("path", "/spec/" + field).put("value", value);
        return new ServiceChange(patch, List.of(field), new TreeSet<>());
    }

    private static SeenService service(int version) {
        return new SeenService("shop", "web", "svc-1", Integer.toString(version), false, null, false, "ClusterIP", List.of(), 0, Map.of(),
                Map.of(),
                Map.of(), Set.of(), Set.of(), ServicePolicies.of(null, null, null, null), false, false, null);
    }
}
