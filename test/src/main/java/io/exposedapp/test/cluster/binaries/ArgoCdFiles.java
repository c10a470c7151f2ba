package io.exposedapp.test.cluster.binaries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Argo CD's module has as files, and its program does not bring. */
final class ArgoCdFiles {

    private static final List<String> CRDS = List.of("application-crd.yaml", "applicationset-crd.yaml", "appproject-crd.yaml");

    private ArgoCdFiles() {
    }

    /** The CRDs as one YAML stream. */
    static String crds(Path module) throws IOException {
        StringBuilder yaml = new StringBuilder();
        for (String file : CRDS) {
            yaml.append(Files.readString(module.resolve("manifests/crds").resolve(file))).append("---\n");
        }
        return yaml.toString();
    }

    /** The ConfigMap argocd-cm that an installation begins with. */
    static String settings(Path module) throws IOException {
        return Files.readString(module.resolve("manifests/base/config/argocd-cm.yaml"));
    }
}
