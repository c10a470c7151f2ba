package io.exposedapp.operator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when a thread dies of an exception or Error that nothing caught. Libraries do not start a thread again (java.util.Timer, a watch's
 * executor) or keep the object that it worked on locked (JOSDK's workers): the process would go on with a part of its work left undone, in silence.
 */
final class UncaughtFailures implements Thread.UncaughtExceptionHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(UncaughtFailures.class);

    private final Runnable halt;
    private volatile boolean stopping;

    /** @param halt ends the process at once */
    UncaughtFailures(Runnable halt) {
        this.halt = halt;
    }

    /** From now on threads are interrupted and executors refuse tasks, which says nothing. */
    void stopping() {
        stopping = true;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (stopping) {
            LOGGER.atDebug().addKeyValue("thread", thread.getName()).setCause(failure).log("a thread ended while the process stops");
            return;
        }
        try {
            LOGGER.atError().addKeyValue("thread", thread.getName()).setCause(failure)
                    .log("a thread died, and nothing does its work any longer: halting");
        } finally {
            halt.run();
        }
    }
}
