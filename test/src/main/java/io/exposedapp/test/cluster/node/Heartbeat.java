package io.exposedapp.test.cluster.node;

import java.time.Duration;

/**
 * How often a node reports that it is alive, and when the node controller takes it for lost.
 *
 * @param grace without a report, after which a node is lost
 * @param lease of the node, which its kubelet renews four times within that time: each renewal is a report
 */
public record Heartbeat(Duration grace, Duration lease) {

    /** Kubernetes' own defaults. */
    public static final Heartbeat USUAL = new Heartbeat(Duration.ofSeconds(50), Duration.ofSeconds(40));

    /**
     * For tests that need a lost node. A busy kubelet is not taken for a dead one: it reports every second, a report is one small write in a
     * goroutine of its own, and fifteen of them in a row would have to be late. By default five are enough.
     */
    public static final Heartbeat QUICK = new Heartbeat(Duration.ofSeconds(15), Duration.ofSeconds(4));

    /** Refuses a grace period that a node with a few late reports would not survive. */
    public Heartbeat {
        if (grace.compareTo(lease) <= 0) {
            throw new IllegalArgumentException("a node with a lease of " + lease + " must not be lost after " + grace);
        }
    }

    /** How often the node controller looks: ten times in the grace period, as by default. */
    public Duration monitorPeriod() {
        return grace.dividedBy(10);
    }
}
