package io.exposedapp.test.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.KubectlResult;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ExpressionWarning;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ControlPlane
@ExtendWith(GuardedCluster.Provider.class)
@DisplayName("deploy/admission on a real API server")
class AdmissionPoliciesIT {

    private final GuardedCluster guarded;

    AdmissionPoliciesIT(GuardedCluster guarded) {
        this.guarded = guarded;
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("has only expressions that fit the kinds they are about, ours and the ledger")
    void theTypesFit(String policy) {
        // When
        List<ExpressionWarning> warnings = warnings(policy);

        // Then
        assertThat(warnings).isEmpty();
    }

    static Stream<String> names() {
        return AdmissionFilesTest.policies().map(policy -> policy.at("/metadata/name").asText());
    }

    @Test
    @DisplayName("would be told of a field that there is not, so that having only fitting expressions says something")
    void aWrongFieldIsFound() {
        // Given
        String name = "misspelt.example.com";
        ValidatingAdmissionPolicy policy = policy("pins-in-ledger.exposedapp.io");
        policy.setMetadata(policy.getMetadata().edit().withName(name).withResourceVersion(null).withUid(null).build());
        policy.getSpec().getVariables().stream().filter(variable -> variable.getName().equals("excluded"))
                .forEach(variable -> variable.setExpression("has(params.spec.exclude) ? [[1]] : [[2]]"));
        try {
            guarded.cluster().client().resource(policy).create();

            // When
            List<ExpressionWarning> warnings = warnings(name);

            // Then
            assertThat(warnings).isNotEmpty().anySatisfy(warning -> assertThat(warning.getWarning()).contains("undefined field 'exclude'"));
        } finally {
            guarded.cluster().client().resource(policy).delete();
        }
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    @DisplayName("is applied without a warning, and differs in nothing from what the API server made of it")
    void noDrift(Path kustomization) {
        // When
        KubectlResult again = guarded.cluster().kubectl("apply", "-k", kustomization.toString());

        // Then
        again.orThrow();
        assertThat(again.stderr()).isEmpty();
        assertThat(guarded.cluster().kubectl("diff", "-k", kustomization.toString()).orThrow()).isEmpty();
    }

    static Stream<Path> kustomizations() {
        return Stream.of(Manifest.ADMISSION, Manifest.LABELLED_NAMESPACES);
    }

    /** What the controller-manager finds in the policy as it is now, once it has looked. */
    private List<ExpressionWarning> warnings(String name) {
        ValidatingAdmissionPolicy checked = await().until(() -> policy(name), seen -> seen.getStatus() != null
                && Objects.equals(seen.getStatus().getObservedGeneration(), seen.getMetadata().getGeneration()));
        return checked.getStatus().getTypeChecking().getExpressionWarnings();
    }

    private ValidatingAdmissionPolicy policy(String name) {
        return guarded.cluster().client().admissionRegistration().v1().validatingAdmissionPolicies().withName(name).get();
    }
}
