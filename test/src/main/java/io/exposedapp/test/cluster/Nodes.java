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
 * Tests that need nodes on which pods run. All classes of a JVM share one cluster, with two real nodes, our CRDs and the images of
 * {@link io.exposedapp.test.cluster.image.LocalImages}. Handed in: what {@link ControlPlane} hands in, and
 * {@link io.exposedapp.test.cluster.node.RealNodes}; do not stop programs of these, start a cluster of one's own for that.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("node")
@ExtendWith(SharedClusterExtension.class)
public @interface Nodes {
}
