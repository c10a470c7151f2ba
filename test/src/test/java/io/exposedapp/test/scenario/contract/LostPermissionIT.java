package io.exposedapp.test.scenario.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.SourceTree;
import io.exposedapp.test.operator.OperatorProcess;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.ShippedRoles;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.scenario.pods.Web;
import io.exposedapp.test.tier.LongRunning;
import io.exposedapp.test.tier.Sample;
import io.exposedapp.test.tier.Thorough;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Thorough
@LongRunning
@ControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("While a rule of the operator's role is missing")
class LostPermissionIT {

    private static final String LOGGED = "the operator lacks a permission of its roles";

    /** What a new app shows while the rule is missing. */
    private enum Outcome {
        /** Something that it asks for waits for the rule. */
        WAITS,
        /** All is there, and no status can say so. */
        NO_STATUS,
        READY
    }

    private QuietCluster quiet;
    private OperatorProcess operator;
    private User before;

    @BeforeAll
    void start(@TempDir Path folder) {
        // Otherwise nobody asks for exposedapps/finalizers.
        quiet = QuietCluster.start("--enable-admission-plugins=OwnerReferencesPermissionEnforcement");
        operator = OperatorProcess.start(quiet.cluster(), folder.resolve("operator.log"), Map.of()).awaitRunning();
        before = quiet.user();
        before.applies(web(1));
        before.seesReady("web");
    }

    @AfterAll
    void stop() {
        operator.close();
        quiet.close();
    }

    @AfterEach
    void restore() {
        ShippedRoles.apply(quiet.cluster());
    }

    static List<PolicyRule> rules() throws IOException {
        var rules = new ArrayList<PolicyRule>();
        var yaml = new YAMLMapper();
        try (var documents = yaml.readerFor(JsonNode.class)
                .<JsonNode>readValues(SourceTree.at("deploy/base").resolve("rbac-operator.yaml").toFile())) {
            for (var document : documents.readAll()) {
                if (document.path("kind").asText().equals("ClusterRole")) {
                    document.path("rules").forEach(rule -> rules.add(yaml.convertValue(rule, PolicyRule.class)));
                }
            }
        }
        return Sample.ofThisRun().of("rules of the operator's role", rules, 3);
    }

    @ParameterizedTest
    @MethodSource("rules")
    @DisplayName("what waits for it says so and blames nobody, everything else goes on, and all is well when the rule is back")
    void rule(PolicyRule rule) {
        // Given
        var resource = rule.getResources().getFirst();
        var logged = logged();
        var mark = quiet.audit().mark();
        remove(rule);
        var user = quiet.user();

        // When
        user.applies(web(2));

        // Then
        switch (outcome(resource)) {
            case WAITS -> {
                var status = user.sees("web", "says what the operator lacks",
                        s -> User.why(s, "Ready").startsWith("OperatorForbidden: ") && User.is(s, "Ready", "Unknown"));
                assertThat(User.why(status, "Ready"))
                        .containsPattern("the operator may not [a-z]+ " + resource.replaceFirst("/.*", "") + "[^ ]*( in namespace "
                                + user.namespace() + ")?; the cluster's administrator must grant it again");
                assertThat(User.is(status, "Stalled", "False")).isTrue();
                awaitsMissing(1);
            }
            case NO_STATUS -> {
                user.awaits("its pods run", () -> user.pods("web"), pods -> pods.size() == 2);
                awaitsMissing(1);
                assertThat(Objects.requireNonNull(user.app("web")).getStatus().observedGeneration()).isEqualTo(-1);
            }
            case READY -> user.seesReady("web");
        }
        before.kubectl("label", "service", "web", "--overwrite", "while-missing=" + resource.replace('/', '-'));
        before.seesReady("web");
        assertThat(quiet.audit().writesSince(mark, RunningOperator.USER)).as("writes, reviews included").hasSizeLessThan(100);
        assertThat(logged()).as("lines of the log: one for each verb at most").isBetween(logged, logged + rule.getVerbs().size());
        ShippedRoles.apply(quiet.cluster());
        assertThat(user.seesReady("web").ready()).isEqualTo("2/2");
        before.seesReady("web");
        awaitsMissing(0);
    }

    /** A new rule has to find its place here: without it an app must be served all the same, or say what it waits for. */
    private static Outcome outcome(String resource) {
        return switch (resource) {
            case "exposedapps", "exposedapps/finalizers", "nodeportreservations", "services", "pods", "poddisruptionbudgets",
                    "controllerrevisions" ->
                Outcome.WAITS;
            case "exposedapps/status" -> Outcome.NO_STATUS;
            default -> Outcome.READY;
        };
    }

    private static String web(int replicas) {
        return Web.of("1", replicas, "availability: {minAvailable: 1}");
    }

    private void remove(PolicyRule rule) {
        quiet.client().rbac().clusterRoles().withName("exposedapp-operator").edit(role -> {
            role.getRules().removeIf(other -> other.getResources().equals(rule.getResources()));
            return role;
        });
        // A resource name is asked for with a name, and that of the CRDs nobody asks for at run time.
        if (rule.getResourceNames().isEmpty()) {
            Wait.until("the rule counts no more").isSo(() -> !ShippedRoles.operatorMay(quiet.cluster(), rule.getVerbs().getFirst(),
                    rule.getApiGroups().getFirst(), rule.getResources().getFirst()));
        }
    }

    private long logged() {
        return operator.log().lines().filter(line -> line.contains(LOGGED)).count();
    }

    private void awaitsMissing(int least) {
        Wait.until("the metric says what is missing").seen(() -> operator.get("/metrics").body(),
                metrics -> metrics.contains("exposedapp_missing_permissions 0.0") == (least == 0));
    }
}
