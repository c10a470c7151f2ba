/** Prometheus and promtool, as the tests have them. */
@NullMarked
package io.exposedapp.test.cluster.prometheus;

import org.jspecify.annotations.NullMarked;
