package io.exposedapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The tables of settings")
class SettingsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "settings.md");
    private static final Path README = Path.of("..", "README.md");
    private static final String COMMAND = "./mvnw -pl operator -am test -Dtest=SettingsPageTest -Dexposedapp.regenerate";

    @Test
    @DisplayName("on their page are what the code reads")
    void thePageIsWhatTheCodeReads() throws IOException {
        // When
        var page = page();

        // Then
        if (Boolean.getBoolean("exposedapp.regenerate")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("the page is made of the code; make and commit it: %s", COMMAND).content().isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/settings.md"})
    @DisplayName("name every setting")
    void everySettingIsNamed(String page) throws IOException {
        // When
        var text = Files.readString(Path.of("..").resolve(page));

        // Then
        assertThat(text).contains(Arrays.stream(Setting.values()).map(setting -> "| `" + setting.name() + "` | ").toList());
    }

    @Test
    @DisplayName("in the README have the values that count, and those that are allowed")
    void theReadmeHasTheValues() throws IOException {
        // When
        var text = Files.readString(README);

        // Then
        assertThat(text).contains(
                Arrays.stream(Setting.values())
                        .map(setting -> "| `" + setting.name() + "` | " + setting.fallback() + " | " + setting.allowed() + " |").toList());
    }

    private static String page() {
        return """
                <!-- Made of io.exposedapp.operator.Setting: %s -->
                # Settings

                The operator is told everything by its environment. Nothing that is not understood is replaced by a default: it does not start,
                and names all that is wrong at once. Which cluster it works on is told by `KUBECONFIG`, or by the service account of its pod.

                | Variable | Unset means | Allowed | What it is for |
                |---|---|---|---|
                """
                .formatted(COMMAND)
                + Arrays.stream(Setting.values()).map(setting -> "| `%s` | %s | %s | %s |%n".formatted(setting.name(), setting.fallback(),
                        setting.allowed(), setting.meaning())).collect(Collectors.joining());
    }
}
