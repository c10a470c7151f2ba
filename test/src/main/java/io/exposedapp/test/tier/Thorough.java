package io.exposedapp.test.tier;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A class whose cases are too many for an everyday run, which plays a {@link Sample} of them. {@code ./mvnw verify -Pthorough} runs the classes
 * that have this annotation, and no others, with all their cases.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("thorough")
public @interface Thorough {
}
