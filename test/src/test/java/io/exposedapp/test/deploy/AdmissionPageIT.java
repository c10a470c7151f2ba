package io.exposedapp.test.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.KubectlResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ControlPlane
@ExtendWith(GuardedCluster.Provider.class)
@DisplayName("The page about admission")
class AdmissionPageIT {

    private static final Path PAGE = Manifest.ADMISSION.resolve("../../docs/admission.md").normalize();

    /** A block of YAML that says in its first line which file it is. */
    private static final Pattern BLOCK = Pattern.compile("^```yaml\n# (\\S+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private final GuardedCluster guarded;

    AdmissionPageIT(GuardedCluster guarded) {
        this.guarded = guarded;
    }

    @Test
    @DisplayName("shows how a further ledger is bound: where it counts, the ledger default does not")
    void aFurtherLedger(@TempDir Path folder) throws IOException {
        try (var tenant = guarded.pinningTenant()) {
            // Given
            Person person = tenant.person();
            guarded.ledger("{range: 31300-31309}", 1, "range 31300-31309 of ledger default");
            guarded.cluster().kubectlWithInput("""
                    apiVersion: exposedapp.io/v1
                    kind: NodePortLedger
                    metadata: {name: edge}
                    spec: {range: 31310-31319, priority: 10, namespaceSelector: {matchLabels: {exposedapp.io/zone: edge}}}
                    """, "apply", "-f", "-").orThrow();
            guarded.administrator(person.namespace()).runs("label", "namespace", person.namespace(), "exposedapp.io/zone=edge").orThrow();
            write(folder, "pins-in-ledger-edge");

            // When
            guarded.apply(folder);

            // Then
            person.seesRefused(Person.app("shop", Person.pin(31300)), "range 31310-31319 of ledger edge");
            person.seesAdmitted(Person.app("shop", Person.pin(31310)));
        } finally {
            guarded.apply(Manifest.ADMISSION);
            guarded.cluster()
                    .kubectl("delete", "--ignore-not-found", "validatingadmissionpolicybinding", "pins-in-ledger-edge.exposedapp.io")
                    .orThrow();
            guarded.cluster().kubectl("delete", "--ignore-not-found", "npl", "edge").orThrow();
        }
    }

    @Test
    @DisplayName("shows how to name another service account")
    void anotherServiceAccount(@TempDir Path folder) throws IOException {
        // Given
        write(folder, "my-operator");

        // When
        KubectlResult built = guarded.cluster().kubectl("kustomize", folder.toString());

        // Then
        assertThat(built.orThrow()).containsOnlyOnce("expression: '''system:serviceaccount:ports:my-operator'''")
                .doesNotContain("exposedapp-system");
    }

    /** Writes the files that the page shows from the one with this word in it to the kustomization that lists them. */
    private static void write(Path folder, String word) throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.lastIndexOf("```yaml\n", page.indexOf(word)));
        Path admission = folder.toRealPath().relativize(Manifest.ADMISSION.toRealPath());
        for (MatchResult block : BLOCK.matcher(section).results().toList()) {
            Files.writeString(folder.resolve(block.group(1)), block.group(2).replace("deploy/admission", admission.toString()));
            if (block.group(1).equals("kustomization.yaml")) {
                return;
            }
        }
    }
}
