package io.exposedapp.test.tier;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A test that is long by nature, in a class whose other tests run every day: only {@code ./mvnw verify -Pthorough} plays it, and it plays none
 * of the others.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("thorough")
@EnabledIfSystemProperty(named = Sample.THOROUGH, matches = "true", disabledReason = "left to -Pthorough")
public @interface ThoroughOnly {
}
