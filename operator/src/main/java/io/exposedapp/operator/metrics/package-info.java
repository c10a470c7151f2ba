/** What Prometheus reads: a file for each family of metrics. */
@NullMarked
package io.exposedapp.operator.metrics;

import org.jspecify.annotations.NullMarked;
