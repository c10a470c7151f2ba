package io.exposedapp.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.app.App;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An app's PodDisruptionBudget")
class BudgetTest {

    @ParameterizedTest(name = "minAvailable {0} of {1} replicas, there is {2}: {3}")
    @CsvSource({"2, 4, , create budget of 2", "4, 4, , create budget of 3", "9, 2, , create budget of 1", "1, 1, , ''", "1, 0, , ''",
            "0, 4, , ''", ", 4, , ''", "2, 4, 2, ''", "2, 4, 3, resize budget to 2", "2, 4, -1, resize budget to 2",
            "2, 1, 2, delete budget web", ", 4, 2, delete budget web"})
    @DisplayName("keeps what is said, at most all replicas but one, and is there only as long as it keeps anything")
    void moves(@Nullable Integer said, int replicas, @Nullable Integer there, String move) {
        // Given
        var budgets = there == null ? List.<SeenBudget>of() : List.of(seen("web", Shop.UID, there < 0 ? null : there));

        // When
        var moves = Budget.moves(app(said, replicas), budgets).map(MovesText::line).toList();

        // Then
        assertThat(moves).isEqualTo(move.isEmpty() ? List.of() : List.of(move));
    }

    @Test
    @DisplayName("of a predecessor is waited for, and one of another name is left alone")
    void others() {
        // When
        var moves = Budget.moves(app(2, 4), List.of(seen("web", "predecessor", 1), seen("another", Shop.UID, 1))).toList();

        // Then
        assertThat(moves).isEmpty();
    }

    @Test
    @DisplayName("that was orphaned goes, to be made anew; one that somebody else made under its name stays")
    void orphans() {
        // When
        var orphaned = Budget.moves(app(2, 4), List.of(seen("web", null, 3))).map(MovesText::line).toList();
        var taken = Budget.moves(app(2, 4), List.of(seen("web", null, null))).map(MovesText::line).toList();

        // Then
        assertThat(orphaned).containsExactly("delete budget web");
        assertThat(taken).as("the API server refuses it").containsExactly("create budget of 2");
    }

    private static SeenBudget seen(String name, @Nullable String controller, @Nullable Integer minAvailable) {
        return new SeenBudget(Shop.WEB, name, "uid-of-" + name, "1", controller, minAvailable);
    }

    private static App app(@Nullable Integer said, int replicas) {
        return Shop.read("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {namespace: shop, name: web, uid: %s}
                spec: {image: "web:1", replicas: %d, ports: [{name: http, containerPort: 80}], availability: {minAvailable: %s}}
                """.formatted(Shop.UID, replicas, said));
    }
}
