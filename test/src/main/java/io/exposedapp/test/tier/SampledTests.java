package io.exposedapp.test.tier;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A {@link Thorough} class whose cases are its test methods: an everyday run plays some of them, which the seed chooses. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Thorough
@ExtendWith(SampledTestsCondition.class)
public @interface SampledTests {

    /** How many methods an everyday run plays. */
    int everyday();
}
