package io.exposedapp.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.ExposedAppStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One folder a situation: the app as it was applied ({@code in-app.yaml}, with its last status if it has one), what there is beside it
 * ({@code in-cluster.yaml}), and all that is told of it ({@code out-report.yaml}).
 */
@DisplayName("What is told of an app")
class AppReportTest {

    private static final Path SITUATIONS = Path.of("src/test/resources/status");
    private static final String COMMAND = "./mvnw -pl operator -am test -Dtest=AppReportTest -Dexposedapp.regenerate";

    /** A report as the golden folders spell it. */
    record Told(ExposedAppStatus status, List<EventDraft> events, @Nullable Instant lookAgain) {

        static Told of(AppReport.Report report) {
            return new Told(report.status(), report.events(), report.lookAgain().orElse(null));
        }
    }

    static Stream<Path> situations() throws IOException {
        try (Stream<Path> folders = Files.list(SITUATIONS)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("is what the golden folder says")
    @MethodSource("situations")
    void isWhatTheGoldenFolderSays(Path folder) throws IOException {
        // Given
        var app = Yaml.read(folder.resolve("in-app.yaml"), ExposedApp.class);
        var scene = Yaml.read(folder.resolve("in-cluster.yaml"), Scene.class);
        var golden = folder.resolve("out-report.yaml");

        // When
        var told = Yaml.write(Told.of(scene.report(app, app.getStatus(), scene.now())));

        // Then
        if (Boolean.getBoolean("exposedapp.regenerate")) {
            Files.writeString(golden, told);
        }
        assertThat(golden).as("to accept what is told now: %s", COMMAND).content().isEqualTo(told);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).as("no file that nobody reads")
                    .containsExactlyInAnyOrder("in-app.yaml", "in-cluster.yaml", "out-report.yaml");
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("is not told again: a minute later nothing is written and no event is sent")
    @MethodSource("situations")
    void isNotToldAgain(Path folder) {
        // Given
        var app = Yaml.read(folder.resolve("in-app.yaml"), ExposedApp.class);
        var scene = Yaml.read(folder.resolve("in-cluster.yaml"), Scene.class);
        var settled = scene.now().plus(Duration.ofMinutes(1));
        var written = scene.report(app, app.getStatus(), settled).status();
        var stored = Yaml.parse(Yaml.write(written), ExposedAppStatus.class);

        // When
        var again = scene.report(app, stored, settled.plus(Duration.ofMinutes(1)));

        // Then
        assertThat(again.status()).isEqualTo(stored);
        assertThat(again.events()).isEmpty();
    }
}
