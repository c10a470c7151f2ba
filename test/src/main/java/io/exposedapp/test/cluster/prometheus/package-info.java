/** A real Prometheus beside the test cluster, its promtool, and the test tier of both. */
@NullMarked
package io.exposedapp.test.cluster.prometheus;

import org.jspecify.annotations.NullMarked;
