package io.exposedapp.test.cluster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that need a real control plane. All classes of a JVM share one, with two simulated nodes and our CRDs. Parameters that are handed in:
 * <ul>
 * <li>{@link TestCluster}; do not stop its parts, start one of your own for that;
 * <li>{@link io.fabric8.kubernetes.client.KubernetesClient}, the administrator's; do not close it;
 * <li>{@link TestNamespace}: of the class, if its constructor or a {@code @BeforeAll} asked for it; otherwise of the test.
 * </ul>
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("control-plane")
@ExtendWith(SharedClusterExtension.class)
public @interface ControlPlane {
}
