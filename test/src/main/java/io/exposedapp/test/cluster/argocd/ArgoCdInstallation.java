package io.exposedapp.test.cluster.argocd;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.binaries.ArgoCdBinaries;
import io.exposedapp.test.waiting.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Argo CD finds in the cluster when it starts: its kinds, its namespace, its settings, and a project that allows everything. */
final class ArgoCdInstallation {

    private static final List<String> SETTINGS = List.of("argocd-rbac-cm", "argocd-gpg-keys-cm", "argocd-ssh-known-hosts-cm",
            "argocd-tls-certs-cm", "argocd-cmd-params-cm");

    /**
     * Argo CD's own script says Degraded of a CRD whose names are accepted and that is not established yet, some milliseconds later, and a sync
     * that sees it fails. By default it looks 2 s after it has applied a CRD; here it looks at once, and a busy machine may take longer.
     */
    private static final String PATIENT_WITH_CRDS = """
            data:
              resource.customizations.health.apiextensions.k8s.io_CustomResourceDefinition: |
                local conditions = obj.status ~= nil and obj.status.conditions or {}
                for _, condition in ipairs(conditions) do
                  if condition.type == "Established" and condition.status == "True" then
                    return {status = "Healthy", message = "CRD is established"}
                  end
                end
                return {status = "Progressing", message = "CRD is not established"}
            """;

    private ArgoCdInstallation() {
    }

    static void into(TestCluster cluster, ArgoCdBinaries binaries) {
        // They are too large for the annotation of a plain apply.
        cluster.kubectlWithInput(crds(binaries), "apply", "--server-side", "-f", "-").orThrow();
        Wait.until("Argo CD's kinds are served").every(Duration.ofMillis(200)).seen(
                () -> cluster.kubectl("get", "applications.argoproj.io,appprojects.argoproj.io", "-A"), got -> got.exitCode() == 0);
        cluster.kubectlWithInput(manifests(), "apply", "-f", "-").orThrow();
        cluster.kubectl("apply", "-n", ArgoCd.NAMESPACE, "-f", binaries.settings().toString()).orThrow();
        cluster.kubectl("patch", "configmap", "argocd-cm", "-n", ArgoCd.NAMESPACE, "-p", PATIENT_WITH_CRDS).orThrow();
    }

    /** Without ApplicationSet: three quarters of their text, which costs an API server seconds, for a part of Argo CD that does not run. */
    private static String crds(ArgoCdBinaries binaries) {
        try {
            return Stream.of(Files.readString(binaries.crds()).split("(?m)^---\n"))
                    .filter(crd -> !crd.contains("\n    kind: ApplicationSet\n"))
                    .collect(Collectors.joining("---\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
