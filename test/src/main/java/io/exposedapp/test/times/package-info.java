/** How long each test class took: {@code ./mvnw verify} leaves a table of minutes by tier and class in {@code test/target/test-times.md}. */
@NullMarked
package io.exposedapp.test.times;

import org.jspecify.annotations.NullMarked;
