package io.exposedapp.test.argocd;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.cluster.argocd.Application;
import io.exposedapp.test.cluster.argocd.ArgoCd;
import io.exposedapp.test.cluster.argocd.ArgoCdAdmin;
import io.exposedapp.test.cluster.argocd.History;
import io.exposedapp.test.cluster.git.GitRepository;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A cluster that begins with nothing but Argo CD, and what {@code deploy/argocd/example} puts in Git: the CRDs, the operator with its
 * permissions, a ledger, an app. Each test leaves the platform Synced and Healthy and the app as it was. The operator's pods are simulated; it runs in this JVM, from the moment at which they do.
 */
final class GitOps implements AutoCloseable {

    /** What is never to be pruned, CRDs and ledgers, in the platform's repository. */
    static final String LASTING = "nodeports/lasting.yaml";

    private static final Pattern IS_LASTING = Pattern.compile("^kind: (CustomResourceDefinition|NodePortLedger)$", Pattern.MULTILINE);
    private static final Path LOGS = Path.of("target", "cluster-logs");

    private final TestCluster cluster;
    private final ArgoCd argoCd;
    private final Platform platform;
    private RunningOperator operator;

    private GitOps(TestCluster cluster, ArgoCd argoCd, Platform platform, RunningOperator operator) {
        this.cluster = cluster;
        this.argoCd = argoCd;
        this.platform = platform;
        this.operator = operator;
    }

    /**
     * What stands in Git, and what it has come to.
     *
     * @param lasting text of the file {@link #LASTING}
     * @param first from its creation until all was Synced and Healthy
     */
    private record Platform(GitRepository repository, String lasting, Application application, History first) {
    }

    /** Starts it all; closes what did start, and keeps the logs, if something does not. */
    static GitOps start() {
        var cluster = TestCluster.start(ClusterOptions.defaults().withKeptLogs(LOGS));
        try {
            return on(cluster);
        } catch (RuntimeException | AssertionError e) {
            cluster.keepLogs();
            cluster.close();
            throw e;
        }
    }

    private static GitOps on(TestCluster cluster) {
        var argoCd = ArgoCd.start(cluster);
        try {
            return install(cluster, argoCd);
        } catch (RuntimeException | AssertionError e) {
            argoCd.keepLogs(LOGS);
            argoCd.close();
            throw e;
        }
    }

    private static GitOps install(TestCluster cluster, ArgoCd argoCd) {
        argoCd.configure(ShippedExample.SETTINGS);
        cluster.kubectl("apply", "-f", ShippedExample.PROJECT.toString()).orThrow();
        var manifests = List.of(cluster.kubectl("kustomize", ShippedExample.FOLDER.toString()).orThrow().split("(?m)^---\n"));
        var lasting = manifests.stream().filter(IS_LASTING.asPredicate()).collect(Collectors.joining("---\n"));
        var others = manifests.stream().filter(IS_LASTING.asPredicate().negate()).collect(Collectors.joining("---\n"));
        var repository = argoCd.repository();
        var revision = repository.commit("Install",
                files -> files.write(LASTING, lasting).write("nodeports/example.yaml", others));
        var application = argoCd.application(repository, ShippedExample.application());
        application.sees("the operator's Deployment is available", _ -> {
            var deployment = cluster.client().apps().deployments().inNamespace("exposedapp-system").withName("exposedapp-operator").get();
            return deployment != null && deployment.getStatus().getAvailableReplicas() != null;
        });
        var operator = RunningOperator.start(cluster);
        try {
            application.seesSettled(revision);
            var platform = new Platform(repository, lasting, application, application.sinceMark());
            return new GitOps(cluster, argoCd, platform, operator);
        } catch (RuntimeException | AssertionError e) {
            operator.close();
            throw e;
        }
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
        return platform.repository();
    }

    /** What {@link #LASTING} says. */
    String lasting() {
        return platform.lasting();
    }

    /** The application that has it all. */
    Application platform() {
        return platform.application();
    }

    /** What the application showed from its creation until all was Synced and Healthy. */
    History first() {
        return platform.first();
    }

    /** A new one, for what is not the platform. */
    TestNamespace namespace() {
        return TestNamespace.create(cluster.client(), "a test of Argo CD");
    }

    /** Somebody with kubectl. */
    User user(String namespace) {
        return new User(cluster, namespace);
    }

    /** What a click on an action of the app does: Argo CD's own Lua machine, with the script that ships, and a merge patch of what it changed. */
    void act(User user, String app, String action) {
        try (var admin = ArgoCdAdmin.with(ShippedExample.SETTINGS)) {
            var before = user.kubectl("get", "xapp", app, "-o", "yaml");
            var patch = MergePatch.between(tree(before), tree(admin.act(before, action)));
            user.kubectl("patch", "xapp", app, "--type=merge", "-p", patch.toString());
        }
    }

    private static JsonNode tree(String yaml) {
        return Serialization.unmarshal(yaml, JsonNode.class);
    }

    void stopOperator() {
        operator.close();
    }

    void startOperator() {
        operator = RunningOperator.start(cluster);
    }

    /** After a failed test. */
    void keepLogs() {
        cluster.keepLogs();
        argoCd.keepLogs(LOGS);
    }

    @Override
    public void close() {
        operator.close();
        argoCd.close();
        cluster.close();
    }
}
