package io.exposedapp.test.cluster.prometheus;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that need Prometheus or promtool on this machine, beside what their other annotations ask for. Each starts a {@link Prometheus} of
 * its own, for its own targets and rules: that takes less than a second.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("prometheus")
@ExtendWith(PrometheusCondition.class)
public @interface WithPrometheus {
}
