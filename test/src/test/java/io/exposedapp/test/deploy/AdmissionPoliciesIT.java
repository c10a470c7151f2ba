package io.exposedapp.test.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.KubectlResult;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ExpressionWarning;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchCondition;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.Validation;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidationBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    @DisplayName("has only expressions that fit the kinds they are about: apps, entries and the ledger")
    void theTypesFit(String policy) {
        // When
        List<ExpressionWarning> warnings = warnings(policy);

        // Then
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("has variables and conditions that fit too, which are not checked as long as they are no validations")
    void theTypesOfVariablesFit(String policy) {
        // Given
        ValidatingAdmissionPolicy unfolded = unfolded(policy(policy));

        // When
        List<ExpressionWarning> warnings = warningsOfScratch(unfolded);

        // Then
        assertThat(warnings).isEmpty();
    }

    static Stream<String> names() {
        return AdmissionFilesTest.policies().map(policy -> policy.at("/metadata/name").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"has(params.spec.exclude) ? [[1]] : [[2]]", "has(object.spec.exposure.ledgers) ? [[1]] : [[2]]"})
    @DisplayName("would be told of a field that there is not, so that having only fitting expressions says something")
    void aWrongFieldIsFound(String wrong) {
        // Given
        ValidatingAdmissionPolicy policy = policy("pins-in-ledger.exposedapp.io");
        policy.getSpec().getVariables().stream().filter(variable -> variable.getName().equals("excluded"))
                .forEach(variable -> variable.setExpression(wrong));

        // When
        List<ExpressionWarning> warnings = warningsOfScratch(unfolded(policy));

        // Then
        assertThat(warnings).anySatisfy(warning -> assertThat(warning.getWarning()).contains("undefined field "));
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

    /** With all that is an expression as a validation: the controller-manager checks the types of nothing else. */
    private static ValidatingAdmissionPolicy unfolded(ValidatingAdmissionPolicy policy) {
        Stream<String> variables = Stream.ofNullable(policy.getSpec().getVariables()).flatMap(List::stream)
                .map(variable -> "[" + variable.getExpression() + "].size() == 1");
        Stream<String> conditions = Stream.ofNullable(policy.getSpec().getMatchConditions()).flatMap(List::stream)
                .map(MatchCondition::getExpression);
        List<Validation> validations = Stream.concat(variables, conditions)
                .map(expression -> new ValidationBuilder().withExpression(expression).withMessage("never said").build()).toList();
        // @formatter:off
        return new ValidatingAdmissionPolicyBuilder(policy)
                .withNewMetadata().withGenerateName("unfolded-").endMetadata()
                .withStatus(null)
                .editSpec().withValidations(validations).endSpec()
                .build();
        // @formatter:on
    }

    /** Of a policy that is bound to nothing, and gone afterwards. */
    private List<ExpressionWarning> warningsOfScratch(ValidatingAdmissionPolicy policy) {
        ValidatingAdmissionPolicy made = guarded.cluster().client().resource(policy).create();
        try {
            return warnings(made.getMetadata().getName());
        } finally {
            guarded.cluster().client().resource(made).delete();
        }
    }

    /** What the controller-manager finds in the policy as it is now, once it has looked. */
    private List<ExpressionWarning> warnings(String name) {
        ValidatingAdmissionPolicy checked = Wait.until(name + " is checked").seen(() -> policy(name), seen -> seen.getStatus() != null
                && Objects.equals(seen.getStatus().getObservedGeneration(), seen.getMetadata().getGeneration()));
        return checked.getStatus().getTypeChecking().getExpressionWarnings();
    }

    private ValidatingAdmissionPolicy policy(String name) {
        return guarded.cluster().client().admissionRegistration().v1().validatingAdmissionPolicies().withName(name).get();
    }
}
