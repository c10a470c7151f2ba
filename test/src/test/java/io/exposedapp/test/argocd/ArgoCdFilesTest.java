package io.exposedapp.test.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The settings for Argo CD")
class ArgoCdFilesTest {

    private static final String COMMAND = "./mvnw -pl test -am test -Dtest=ArgoCdFilesTest -Dexposedapp.regenerate";

    @Test
    @DisplayName("are made of the files in the layout of contributions: the scripts are written once")
    void madeOfTheFiles() throws IOException {
        // When
        var made = settings();

        // Then
        if (Boolean.getBoolean("exposedapp.regenerate")) {
            Files.writeString(ShippedExample.SETTINGS, made);
        }
        assertThat(ShippedExample.read(ShippedExample.SETTINGS)).as("regenerate it: " + COMMAND).isEqualTo(made);
        assertThat(Serialization.unmarshal(made, ConfigMap.class).getData()).containsOnlyKeys(
                "resource.customizations.health.exposedapp.io_ExposedApp", "resource.customizations.health.exposedapp.io_NodePortLedger",
                "resource.customizations.actions.exposedapp.io_ExposedApp");
    }

    private static String settings() throws IOException {
        return """
                # What Argo CD is to know of ExposedApps and NodePortLedgers: their health, and the actions restart, pause and resume.
                # Made of the files below resource_customizations: do not edit.
                # %s
                #
                #   kubectl patch configmap argocd-cm -n argocd --patch-file deploy/argocd/argocd-cm.yaml
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: argocd-cm
                data:
                """.formatted(COMMAND) + health("ExposedApp") + health("NodePortLedger") + actions();
    }

    private static String health(String kind) {
        return "  resource.customizations.health.exposedapp.io_" + kind + ": |\n" + script(kind + "/health.lua", 4);
    }

    private static String actions() throws IOException {
        var folder = ShippedExample.CUSTOMIZATIONS.resolve("exposedapp.io/ExposedApp/actions");
        try (Stream<Path> children = Files.list(folder)) {
            return "  resource.customizations.actions.exposedapp.io_ExposedApp: |\n    discovery.lua: |\n"
                    + script("ExposedApp/actions/discovery.lua", 6) + "    definitions:\n"
                    + children.filter(child -> Files.exists(child.resolve("action.lua"))).map(child -> child.getFileName().toString())
                            .sorted()
                            .map(name -> "      - name: " + name + "\n        action.lua: |\n"
                                    + script("ExposedApp/actions/" + name + "/action.lua", 10))
                            .collect(Collectors.joining());
        }
    }

    private static String script(String path, int spaces) {
        var lines = ShippedExample.read(ShippedExample.CUSTOMIZATIONS.resolve("exposedapp.io").resolve(path)).lines();
        return lines.map(line -> line.isBlank() ? "\n" : " ".repeat(spaces) + line + "\n").collect(Collectors.joining());
    }
}
