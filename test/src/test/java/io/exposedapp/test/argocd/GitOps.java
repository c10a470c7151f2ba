package io.exposedapp.test.argocd;

import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.argocd.Application;
import io.exposedapp.test.cluster.argocd.ArgoCd;
import io.exposedapp.test.cluster.argocd.ArgoCdAdmin;
import io.exposedapp.test.cluster.argocd.History;
import io.exposedapp.test.cluster.git.GitRepository;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/**
 * A cluster that begins with nothing but Argo CD, and what {@code deploy/argocd/example} puts in Git: the CRDs, the operator with its
 * permissions, a ledger, an app. One for all classes of a JVM that ask for it. The operator's pods are simulated; it runs in this JVM, from the
 * moment at which they do.
 */
final class GitOps {

    private final TestCluster cluster;
    private final ArgoCd argoCd;
    private final GitRepository repository;
    private final Application platform;
    private final History first;
    private RunningOperator operator;

    private GitOps(TestCluster cluster, ArgoCd argoCd) {
        this.cluster = cluster;
        this.argoCd = argoCd;
        argoCd.configure(ShippedExample.SETTINGS);
        cluster.kubectl("apply", "-f", ShippedExample.PROJECT.toString()).orThrow();
        repository = argoCd.repository();
        var manifests = cluster.kubectl("kustomize", ShippedExample.FOLDER.toString()).orThrow();
        var revision = repository.commit("Install", files -> files.write("nodeports/example.yaml", manifests));
        platform = argoCd.application(repository, ShippedExample.application());
        Awaitility.await("the operator's Deployment is there").atMost(Duration.ofSeconds(60)).until(() -> {
            var deployment = cluster.client().apps().deployments().inNamespace("exposedapp-system").withName("exposedapp-operator").get();
            return deployment != null && deployment.getStatus().getAvailableReplicas() != null;
        });
        operator = RunningOperator.start(cluster);
        platform.seesSettled(revision);
        first = platform.sinceMark();
    }

    ArgoCd argoCd() {
        return argoCd;
    }

    KubernetesClient client() {
        return cluster.client();
    }

    TestCluster cluster() {
        return cluster;
    }

    /** The repository of the platform; its folder is {@code nodeports}. */
    GitRepository repository() {
        return repository;
    }

    /** The application that has it all. */
    Application platform() {
        return platform;
    }

    /** What the application showed from its creation until all was Synced and Healthy. */
    History first() {
        return first;
    }

    /** Somebody with kubectl. */
    User user(String namespace) {
        return new User(cluster, namespace);
    }

    /** What a click on an action of the app does: Argo CD's own Lua machine, with the script that ships, and a merge patch. */
    void act(User user, String app, String action) {
        try (var admin = ArgoCdAdmin.with(ShippedExample.SETTINGS)) {
            var acted = admin.act(user.kubectl("get", "xapp", app, "-o", "yaml"), action);
            var spec = Serialization.unmarshal(acted, GenericKubernetesResource.class).getAdditionalProperties().get("spec");
            user.kubectl("patch", "xapp", app, "--type=merge", "-p", Serialization.asJson(Map.of("spec", spec)));
        }
    }

    void stopOperator() {
        operator.close();
    }

    void startOperator() {
        operator = RunningOperator.start(cluster);
    }

    /** Hands it in, starts it for the first who asks, and keeps the logs if a test fails. */
    static final class Provider extends TypeBasedParameterResolver<GitOps> implements TestExecutionExceptionHandler {

        private static final Namespace STORE = Namespace.create(Provider.class);
        @Override
        public GitOps resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(STORE).computeIfAbsent(Attempt.class, _ -> Attempt.make(), Attempt.class).running();
        }

        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
            var attempt = context.getRoot().getStore(STORE).get(Attempt.class, Attempt.class);
            if (attempt != null) {
                attempt.keepLogs();
            }
            throw failure;
        }
    }

    /**
     * To start it: what failed once is not tried again for each class.
     *
     * @param started null if it failed
     * @param failure null if it did not
     */
    private record Attempt(TestCluster cluster, ArgoCd argoCd, @Nullable GitOps started, @Nullable Throwable failure)
            implements
                AutoCloseable {

        private static final Path LOGS = Path.of("target", "cluster-logs");

        static Attempt make() {
            var cluster = TestCluster.start(ClusterOptions.defaults().withKeptLogs(LOGS));
            var argoCd = ArgoCd.start(cluster);
            try {
                return new Attempt(cluster, argoCd, new GitOps(cluster, argoCd), null);
            } catch (RuntimeException | AssertionError e) {
                return new Attempt(cluster, argoCd, null, e);
            }
        }

        GitOps running() {
            if (started == null) {
                keepLogs();
                throw new IllegalStateException("Argo CD did not bring up the example", failure);
            }
            return started;
        }

        void keepLogs() {
            cluster.keepLogs();
            argoCd.keepLogs(LOGS);
        }

        @Override
        public void close() {
            if (started != null) {
                started.operator.close();
            }
            argoCd.close();
            cluster.close();
        }
    }
}
