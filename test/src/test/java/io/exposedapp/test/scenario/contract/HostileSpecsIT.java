package io.exposedapp.test.scenario.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.SourceTree;
import io.exposedapp.test.operator.OperatorProcess;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.tier.Sample;
import io.exposedapp.test.tier.Thorough;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ControlPlane
@Thorough
@ExtendWith(QuietCluster.Provider.class)
@DisplayName("Specs that the API server accepts and nobody expects, for an operator with the heap of the image")
class HostileSpecsIT {

    private static final int EVERYDAY = 60;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    @Test
    @DisplayName("each get a status, none ends the process, and none keeps an app of another namespace from becoming Ready")
    void specs(QuietCluster cluster, @TempDir Path logs) {
        // Given
        var hostile = cluster.user();
        var other = cluster.user();
        var cases = Sample.ofThisRun().of("specs at the bounds of the schema",
                HostileSpecs.of(SourceTree.at("crds/manifests/exposedapps.exposedapp.io.yaml")), EVERYDAY);
        try (var process = OperatorProcess.start(cluster.cluster(), logs.resolve("operator.log"), Map.of())) {
            process.awaitRunning();
            other.exposes("before", "{name: http, containerPort: 80}");

            // When
            var accepted = new LinkedHashMap<String, HostileSpecs.Case>();
            for (HostileSpecs.Case one : cases) {
                var name = "hostile-" + accepted.size();
                if (created(cluster, hostile, name, one)) {
                    accepted.put(name, one);
                }
            }

            // Then
            other.exposes("after", "{name: http, containerPort: 80}");
            other.seesReady("before");
            other.seesReady("after");
            System.out.println("ACCEPTED " + accepted.size() + " of " + cases.size() + " specs");
            assertThat(accepted).isNotEmpty();
            var softly = new SoftAssertions();
            accepted.forEach((name, one) -> reports(softly, one, hostile.sees(name, "reports on " + one,
                    status -> User.condition(status, "Ready").isPresent())));
            assertThat(process.isAlive()).as(process.log()).isTrue();
            softly.assertThat(process.log().lines().filter(line -> line.contains("could not be read or planned")))
                    .as("objects that the operator fails on").isEmpty();
            softly.assertAll();
        }
    }

    private static boolean created(QuietCluster cluster, User hostile, String name, HostileSpecs.Case one) {
        var app = JsonNodeFactory.instance.objectNode().put("apiVersion", "exposedapp.io/v1").put("kind", "ExposedApp");
        app.putObject("metadata").put("name", name);
        app.set("spec", one.spec());
        try {
            cluster.client().raw("/apis/exposedapp.io/v1/namespaces/" + hostile.namespace() + "/exposedapps", "POST", app);
            return true;
        } catch (KubernetesClientException e) {
            assertThat(e.getCode()).as(one + ": " + e.getMessage()).isBetween(400, 499);
            return false;
        }
    }

    private static void reports(SoftAssertions softly, HostileSpecs.Case one, ExposedAppStatus status) {
        for (var condition : Objects.requireNonNull(status.conditions())) {
            softly.assertThat(condition.getMessage()).as(one + ": " + condition.getType()).isNotBlank()
                    .doesNotContainPattern(CONTROL);
        }
    }
}
