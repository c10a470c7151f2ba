package io.exposedapp.test.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the project that the demo uses, as it is started in the project's directory. */
final class ShippedFiles {

    static final Path OPERATOR = Path.of("operator", "target", "exposedapp-operator.jar");
    static final String CRDS = "crds/manifests";
    static final Path EXAMPLES = Path.of("deploy", "examples");
    static final Path REFUSED = EXAMPLES.resolve("refused");

    /** The operator's namespace, account and roles, and the tenants' roles: {@code deploy/base} without what needs the image. */
    private static final List<String> ROLES = List.of("namespace.yaml", "service-account.yaml", "rbac-operator.yaml", "rbac-tenants.yaml");

    private ShippedFiles() {
    }

    /** Whether a file of a folder with examples is one that comes up: the ledgers are for administrators, and the kustomization is no object. */
    static boolean isExample(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".yaml") && !List.of("ledger.yaml", "kustomization.yaml").contains(name);
    }

    /** {@code -f FILE} for each file with roles, after the verb and its flags. */
    static String[] withRoles(String... verbAndFlags) {
        return Stream.concat(Stream.of(verbAndFlags), ROLES.stream().flatMap(file -> Stream.of("-f", "deploy/base/" + file)))
                .toArray(String[]::new);
    }
}
