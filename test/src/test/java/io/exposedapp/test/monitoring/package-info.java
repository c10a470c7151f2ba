/** What ships for Prometheus and Grafana: alerts, their pages, the dashboard; tried with the real Prometheus. */
@NullMarked
package io.exposedapp.test.monitoring;

import org.jspecify.annotations.NullMarked;
