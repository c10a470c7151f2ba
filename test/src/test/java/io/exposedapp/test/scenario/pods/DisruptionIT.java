package io.exposedapp.test.scenario.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

@WithOperator
@Execution(CONCURRENT)
@DisplayName("availability.minAvailable")
class DisruptionIT {

    private static final String TWO_STAY = "availability: {minAvailable: 2}";

    @Test
    @DisplayName("is kept by a PodDisruptionBudget that follows the replicas, is put right, and goes with the last one to keep")
    void follows(User user) {
        // Given
        user.applies(Web.of("1", 4, TWO_STAY));
        user.seesReady("web");
        user.awaits("two of four may go", () -> disruptions(user), "2 2"::equals);

        // When
        user.kubectl("patch", "pdb", "web", "--type=merge", "-p", "{\"spec\": {\"minAvailable\": 4}}");

        // Then
        user.awaits("it is put right", () -> disruptions(user), "2 2"::equals);
        user.kubectl("scale", "xapp", "web", "--replicas=2");
        user.awaits("one of two may go", () -> disruptions(user), "1 1"::equals);
        user.kubectl("scale", "xapp", "web", "--replicas=1");
        user.awaits("a drain is free to go", () -> user.kubectl("get", "pdb", "-o", "name"), String::isEmpty);
    }

    @Test
    @DisplayName("has no budget where another owner has one of its name: that one is left alone, and named, and the app is Ready")
    void taken(User user) {
        // Given
        user.kubectl("create", "poddisruptionbudget", "web", "--selector=a=b", "--min-available=1");

        // When
        user.applies(Web.of("1", 3, TWO_STAY));

        // Then
        user.sees("web", "is Ready, and says whose the budget is not", s -> User.is(s, "Ready", "True") && User.why(s, "Progressing")
                .contains("PodDisruptionBudget " + user.namespace() + "/web is not this app's, so this app has none of its own"));
        assertThat(user.kubectl("get", "pdb", "web", "-o", "jsonpath={.spec.selector.matchLabels}")).isEqualTo("{\"a\":\"b\"}");
        user.kubectl("delete", "pdb", "web");
        user.seesReady("web");
        user.awaits("its own", () -> disruptions(user), allowed -> allowed.startsWith("2 "));
    }

    @Test
    @DisplayName("has its budget again after the app was deleted with --cascade=orphan and made anew")
    void orphaned(User user) {
        // Given
        user.applies(Web.of("1", 3, TWO_STAY));
        user.seesReady("web");
        user.awaits("one of three may go", () -> disruptions(user), "2 1"::equals);
        user.kubectl("delete", "xapp", "web", "--cascade=orphan");

        // When
        user.applies(Web.of("1", 3, TWO_STAY));

        // Then
        user.seesReady("web");
        var uid = user.kubectl("get", "xapp", "web", "-o", "jsonpath={.metadata.uid}");
        user.awaits("a budget of the new app",
                () -> user.kubectl("get", "pdb", "web", "--ignore-not-found", "-o", "jsonpath={.metadata.ownerReferences[0].uid}"),
                uid::equals);
    }

    private static String disruptions(User user) {
        return user.kubectl("get", "pdb", "web", "--ignore-not-found", "-o", "jsonpath={.spec.minAvailable} {.status.disruptionsAllowed}");
    }
}
