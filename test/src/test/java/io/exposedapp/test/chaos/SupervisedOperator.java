package io.exposedapp.test.chaos;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.OperatorProcess;
import io.exposedapp.test.waiting.Wait;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The operator's process, outside of the nodes. As a kubelet does, this starts it again when it ends by itself. */
final class SupervisedOperator implements AutoCloseable {

    private final TestCluster cluster;
    private final Path logs;
    private final Chronicle chronicle;
    private int starts;
    private boolean toldThatItRuns;
    private @Nullable OperatorProcess process;

    /**
     * Starts nothing yet.
     *
     * @param logs directory of a log for each start
     */
    SupervisedOperator(TestCluster cluster, Path logs, Chronicle chronicle) {
        this.cluster = cluster;
        this.logs = logs;
        this.chronicle = chronicle;
    }

    /** Waits for nothing. */
    synchronized void start() {
        toldThatItRuns = false;
        starts++;
        process = OperatorProcess.startOutside(cluster, logs.resolve("operator-" + starts + ".log"));
    }

    /** SIGKILL. */
    synchronized void kill() {
        close();
        process = null;
    }

    /** Starts it again if it ended by itself. */
    synchronized void supervise() {
        if (process != null && !process.isAlive()) {
            chronicle.tell("the operator ended by itself with exit code " + process.awaitExit() + " and is started again; see "
                    + logs.resolve("operator-" + starts + ".log"));
            start();
        }
    }

    /** Whether it acts. */
    synchronized boolean isRunning() {
        if (process == null || !process.isAlive()) {
            return false;
        }
        toldThatItRuns = toldThatItRuns || process.log().contains("exposedapp-operator runs");
        return toldThatItRuns;
    }

    void awaitRunning() {
        Wait.until("the operator runs").isSo(() -> {
            supervise();
            return isRunning();
        });
    }

    @Override
    public synchronized void close() {
        if (process != null) {
            process.close();
        }
    }
}
