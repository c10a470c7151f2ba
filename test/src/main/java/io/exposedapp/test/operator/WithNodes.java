package io.exposedapp.test.operator;

import io.exposedapp.test.cluster.Nodes;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@link WithOperator} on the shared cluster with real nodes: handed in is also what {@link Nodes} hands in. */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Nodes
@ExtendWith(OperatorExtension.class)
public @interface WithNodes {
}
