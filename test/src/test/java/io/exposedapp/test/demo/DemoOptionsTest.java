package io.exposedapp.test.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The demo's options")
class DemoOptionsTest {

    @Test
    @DisplayName("are none by default: a cluster on this machine, until Ctrl-C")
    void none() {
        // When
        var options = DemoOptions.parse(List.of());

        // Then
        assertThat(options).isEqualTo(new DemoOptions(false, 0, null));
    }

    @Test
    @DisplayName("may be given in any order")
    void both() {
        // When
        var options = DemoOptions.parse(List.of("--kubeconfig", "/home/me/kind.yaml", "--once"));

        // Then
        assertThat(options).isEqualTo(new DemoOptions(true, 0, Path.of("/home/me/kind.yaml")));
    }

    @Test
    @DisplayName("are refused by name when there is no such option")
    void unknown() {
        assertThatIllegalArgumentException().isThrownBy(() -> DemoOptions.parse(List.of("--onec")))
                .withMessage("unknown option \"--onec\"");
    }

    @Test
    @DisplayName("want a file after --kubeconfig")
    void withoutFile() {
        assertThatIllegalArgumentException().isThrownBy(() -> DemoOptions.parse(List.of("--kubeconfig")))
                .withMessage("--kubeconfig wants a file");
    }

    @Test
    @DisplayName("name how many real nodes there are to be")
    void nodes() {
        assertThat(DemoOptions.parse(List.of("--nodes", "2"))).isEqualTo(new DemoOptions(false, 2, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nodes", "--nodes 0", "--nodes 4", "--nodes many", "--nodes -1"})
    @DisplayName("want one to three of them")
    void wrongNodes(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> DemoOptions.parse(List.of(line.split(" ", -1))))
                .withMessage("--nodes wants a number from 1 to 3");
    }

    @Test
    @DisplayName("either make a cluster or name one")
    void nodesOfAnotherCluster() {
        assertThatIllegalArgumentException().isThrownBy(() -> DemoOptions.parse(List.of("--nodes", "2", "--kubeconfig", "kind.yaml")))
                .withMessage("--nodes makes a cluster, and --kubeconfig names one: give one of the two");
    }
}
