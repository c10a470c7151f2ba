/** What a real Prometheus sees of a running operator. */
@NullMarked
package io.exposedapp.test.scenario.metrics;

import org.jspecify.annotations.NullMarked;
