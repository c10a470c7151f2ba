package io.exposedapp.test.cluster;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** An extension with something that has logs: they are kept when a test fails, or what stands around tests. */
public interface KeepsLogs extends AfterEachCallback, AfterAllCallback {

    /** Those of what was started by now, if anything was. */
    void keepLogs(ExtensionContext context);

    @Override
    default void afterEach(ExtensionContext context) {
        keepLogsOfFailure(context);
    }

    /** For what fails outside of a test, in a {@code @BeforeAll}. */
    @Override
    default void afterAll(ExtensionContext context) {
        keepLogsOfFailure(context);
    }

    private void keepLogsOfFailure(ExtensionContext context) {
        if (context.getExecutionException().filter(thrown -> !(thrown instanceof TestAbortedException)).isPresent()) {
            keepLogs(context);
        }
    }
}
