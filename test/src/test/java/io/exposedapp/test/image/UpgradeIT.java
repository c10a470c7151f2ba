package io.exposedapp.test.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.Nodes;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.cluster.node.Callers;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.traffic.Evidence;
import io.exposedapp.test.traffic.Tally;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Nodes
@ExtendWith(OperatorOnNodes.Provider.class)
@DisplayName("A new version of the operator's Deployment")
class UpgradeIT {

    private final OperatorOnNodes operator;

    UpgradeIT(OperatorOnNodes operator) {
        this.operator = operator;
    }

    @Test
    @DisplayName("rolls out while requests go on, leads, and has nearly all of its classes from the image's cache")
    void rollsOut() {
        try (var namespace = TestNamespace.create(operator.cluster().client(), "upgrade")) {
            // Given: nothing that has the new version meet what is rare, and takes classes of its own
            operator.awaitRollout();
            TestNamespace.awaitEnds(operator.cluster().client());
            var user = new User(operator.cluster(), namespace.name());
            user.applies(app("before"));
            var number = User.number(user.seesReady("before"), "http");
            Tally answers;

            // When
            try (var client = Callers.at(operator.nodes(), 1, number)) {
                operator.kubectl("set", "env", "deployment/exposedapp-operator", "JDK_JAVA_OPTIONS=-Xlog:class+load:stdout");
                operator.awaitRollout();
                answers = client.stop().firstEntry().getValue();
            }

            // Then
            assertThat(answers.sent()).isPositive();
            assertThat(answers.lost()).as("%s", answers).isZero();
            new Evidence("an upgrade", answers).print();
            user.applies(app("after"));
            user.seesReady("after");
            var log = operator.kubectl("logs", operator.awaitLeader().getMetadata().getName());
            var loads = log.lines().filter(line -> line.contains(" source: ")).toList();
            assertThat(loads.stream().filter(line -> line.contains("source: shared objects file")).count())
                    .as("of %d classes, from the cache; CONTRIBUTING.md says how to list them anew. The log begins with:%n%s", loads.size(),
                            log.lines().limit(10).collect(Collectors.joining("\n")))
                    .isGreaterThan(loads.size() * 95L / 100);
        } finally {
            operator.kubectl("set", "env", "deployment/exposedapp-operator", "JDK_JAVA_OPTIONS-");
        }
    }

    private static String app(String name) {
        return """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: %s}
                spec:
                  image: %s
                  args: ["8080"]
                  ports: [{name: http, containerPort: 8080}]
                """.formatted(name, LocalImages.ECHO);
    }
}
