package io.exposedapp.test.cluster.argocd;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.Nodes;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that need a real Argo CD, beside {@link ControlPlane}, {@link Nodes} or an annotation that brings one of these: it works on that
 * shared cluster, for all such classes of a JVM. Handed in is {@link ArgoCd}, not to be closed.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("argo-cd")
@ExtendWith(ArgoCdExtension.class)
public @interface WithArgoCd {
}
