package io.exposedapp.test.argocd;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;
import org.opentest4j.TestAbortedException;

/** Hands in {@link GitOps}, starts it for the first class of this JVM that asks, and keeps the logs if a test fails. */
final class GitOpsProvider extends TypeBasedParameterResolver<GitOps> implements AfterEachCallback, AfterAllCallback {

    private static final Namespace STORE = Namespace.create(GitOpsProvider.class);

    @Override
    public GitOps resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return session(context).computeIfAbsent(Attempt.class, _ -> Attempt.make(), Attempt.class).running();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        keepLogsOfFailure(context);
    }

    /** For what fails outside of a test, in a {@code @BeforeAll}. */
    @Override
    public void afterAll(ExtensionContext context) {
        keepLogsOfFailure(context);
    }

    private static void keepLogsOfFailure(ExtensionContext context) {
        var attempt = session(context).get(Attempt.class, Attempt.class);
        if (attempt != null && attempt.started() != null
                && context.getExecutionException().filter(thrown -> !(thrown instanceof TestAbortedException)).isPresent()) {
            attempt.started().keepLogs();
        }
    }

    /** Of all classes of this JVM: where several JVMs share the tests, each class is a run of its own to JUnit. */
    private static Store session(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, STORE);
    }

    /**
     * To start it: what failed once is not tried again for each class.
     *
     * @param started null if it failed; its logs were kept then
     * @param failure null if it did not
     */
    private record Attempt(@Nullable GitOps started, @Nullable Throwable failure) implements AutoCloseable {

        static Attempt make() {
            try {
                return new Attempt(GitOps.start(), null);
            } catch (RuntimeException | AssertionError e) {
                return new Attempt(null, e);
            }
        }

        GitOps running() {
            if (started == null) {
                throw new IllegalStateException("Argo CD did not bring up the example", failure);
            }
            return started;
        }

        @Override
        public void close() {
            if (started != null) {
                started.close();
            }
        }
    }
}
