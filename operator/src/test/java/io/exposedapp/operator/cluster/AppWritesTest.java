package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.app.AppRef;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Writes for an app")
class AppWritesTest {

    private static final AppRef REF = new AppRef("shop", "web");
    private static final ExposedApp APP = Serialization.unmarshal("""
            apiVersion: exposedapp.io/v1
            kind: ExposedApp
            metadata: {name: web, namespace: shop, uid: app-1, resourceVersion: "1"}
            spec: {image: nginx, ports: [{name: http, containerPort: 80}]}
            """, ExposedApp.class);

    private final Caches caches = new Caches("exposedapp-system", InstantSource.system(), () -> true);
    private final AppWrites writes = new AppWrites(caches);

    @Test
    @DisplayName("are added up while it is there")
    void added() {
        // Given
        caches.apps.seen(APP, AppReading.of(APP));
        writes.add(REF, 3);

        // When
        writes.add(REF, 2);

        // Then
        assertThat(writes.of(REF)).isEqualTo(5);
    }

    @Test
    @DisplayName("are forgotten with it, and those of a pass that was under way are not counted for its successor")
    void gone() {
        // Given
        caches.apps.seen(APP, AppReading.of(APP));
        writes.add(REF, 3);
        caches.apps.gone(APP);
        writes.forget(REF);

        // When
        writes.add(REF, 2);

        // Then
        assertThat(writes.of(REF)).isZero();
    }
}
