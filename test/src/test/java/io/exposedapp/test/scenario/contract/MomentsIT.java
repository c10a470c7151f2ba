package io.exposedapp.test.scenario.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.kstatus.Kstatus;
import io.exposedapp.test.cluster.kstatus.WithKstatus;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That each row has a play, and each play a row: {@link StatusPageTest}. */
@ControlPlane
@WithKstatus
@DisplayName("The conditions, kstatus, Argo CD and kubectl wait are what docs/status.md says when")
class MomentsIT {

    private static @Nullable Onlookers onlookers;

    @BeforeAll
    static void start() {
        onlookers = Onlookers.start();
    }

    @AfterAll
    static void end() {
        if (onlookers != null) {
            onlookers.close();
        }
    }

    @Nested
    @WithOperator
    @Execution(CONCURRENT)
    @DisplayName("the operator runs, and")
    class WithTheOperator {

        static Stream<Play> plays() {
            return Stream.of(AppPlays.all(), TroublePlays.all()).flatMap(plays -> plays.stream());
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("plays")
        @DisplayName("the moment is one of its rows")
        void moment(Play play, TestCluster cluster, User user, Kstatus kstatus) {
            compare(play, new Stage(cluster, user), kstatus);
        }
    }

    @Nested
    @ExtendWith(QuietCluster.Provider.class)
    @DisplayName("no other test's operator looks, and")
    class OnAQuietCluster {

        static Stream<Play> plays() {
            return QuietPlays.all().stream();
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("plays")
        @DisplayName("the moment is one of its rows")
        void moment(Play play, QuietCluster quiet, Kstatus kstatus) {
            var stage = new Stage(quiet.cluster(), quiet.user());
            stage.atEnd(quiet::clear);
            compare(play, stage, kstatus);
        }
    }

    private static void compare(Play play, Stage stage, Kstatus kstatus) {
        try (stage) {
            // Given
            var expected = StatusPage.moment(play.moment()).shown();
            var looking = Objects.requireNonNull(onlookers);

            // When
            var subject = play.scene().on(stage);

            // Then
            var object = stage.user().awaits(play + ": " + expected, () -> stage.client().raw(subject.path()),
                    seen -> subject.isAt(expected, Serialization.unmarshal(seen, JsonNode.class)));
            assertThat(looking.look(stage, subject, object, kstatus))
                    .isEqualTo(looking.argoCd() == null ? expected.withoutArgoCd() : expected);
        }
    }
}
