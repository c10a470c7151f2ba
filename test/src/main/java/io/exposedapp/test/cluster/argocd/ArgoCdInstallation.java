package io.exposedapp.test.cluster.argocd;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.binaries.ArgoCdBinaries;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** What Argo CD finds in the cluster when it starts: its kinds, its namespace, its settings, and a project that allows everything. */
final class ArgoCdInstallation {

    private static final List<String> SETTINGS = List.of("argocd-rbac-cm", "argocd-gpg-keys-cm", "argocd-ssh-known-hosts-cm",
            "argocd-tls-certs-cm", "argocd-cmd-params-cm");

    private static final Duration SERVED = Duration.ofSeconds(30);

    private ArgoCdInstallation() {
    }

    static void into(TestCluster cluster, ArgoCdBinaries binaries) {
        // They are too large for the annotation of a plain apply.
        cluster.kubectl("apply", "--server-side", "-f", binaries.crds().toString()).orThrow();
        Awaitility.await("its kinds are served").pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(100)).atMost(SERVED)
                .until(() -> cluster.kubectl("get", "applications.argoproj.io,appprojects.argoproj.io", "-A").exitCode() == 0);
        cluster.kubectlWithInput(manifests(), "apply", "-f", "-").orThrow();
        cluster.kubectl("apply", "-n", ArgoCd.NAMESPACE, "-f", binaries.settings().toString()).orThrow();
    }

    private static String manifests() {
        String settings = SETTINGS.stream().map(name -> """
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: argocd, labels: {app.kubernetes.io/part-of: argocd}}
                """.formatted(name)).collect(Collectors.joining());
        return """
                apiVersion: v1
                kind: Namespace
                metadata: {name: argocd}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: argocd-secret, namespace: argocd, labels: {app.kubernetes.io/part-of: argocd}}
                stringData: {server.secretkey: of-a-test}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: argocd-redis, namespace: argocd}
                stringData: {auth: ""}
                ---
                apiVersion: argoproj.io/v1alpha1
                kind: AppProject
                metadata: {name: default, namespace: argocd}
                spec:
                  sourceRepos: ["*"]
                  destinations: [{namespace: "*", server: "*"}]
                  clusterResourceWhitelist: [{group: "*", kind: "*"}]
                """ + settings;
    }
}
