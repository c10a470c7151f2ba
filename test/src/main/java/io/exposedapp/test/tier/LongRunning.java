package io.exposedapp.test.tier;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A class of the tier control-plane that takes minutes under {@code -Pthorough}. It runs in {@code test/runs/platform}, after the tests on nodes: these end earlier
 * than the JVMs of {@code test/runs/control-plane}, and so both modules take equally long.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("long-running")
public @interface LongRunning {
}
