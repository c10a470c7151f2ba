package io.exposedapp.test.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.Nodes;
import io.exposedapp.test.cluster.SourceTree;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.cluster.node.Traffic;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Nodes
@ExtendWith(OperatorOnNodes.Provider.class)
@DisplayName("deploy/base on real nodes, with the image that the build makes")
class OperatorInClusterIT {

    private final OperatorOnNodes operator;

    OperatorInClusterIT(OperatorOnNodes operator) {
        this.operator = operator;
    }

    @Test
    @DisplayName("runs two replicas on two nodes, none as root, in a namespace that admits only restricted Pods; one of them leads")
    void twoReplicas() {
        // Given: none, since an upgrade may have put both on one node
        operator.scale(0);

        // When
        operator.scale(2);

        // Then
        assertThat(operator.pods()).hasSize(2)
                .allSatisfy(pod -> assertThat(ContainerProcess.of(pod).user()).isEqualTo("65532"));
        assertThat(operator.pods()).extracting(pod -> pod.getSpec().getNodeName()).doesNotHaveDuplicates();
        assertThat(operator.awaitLeader()).isNotNull();
        assertThat(operator.cluster().client().namespaces().withName(OperatorOnNodes.NAMESPACE).get().getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    }

    @Test
    @DisplayName("says nothing but its own lines at start: the JVM takes every option, and has not refused its cache")
    void theJvmIsContent() {
        // Given
        operator.awaitRollout();

        // When
        var logs = operator.pods().stream().map(pod -> operator.kubectl("logs", pod.getMetadata().getName())).toList();

        // Then
        assertThat(logs).isNotEmpty().allSatisfy(log -> assertThat(log.lines()).isNotEmpty()
                .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\S+ (INFO|WARN) io\\.exposedapp\\..*")));
    }

    @Test
    @DisplayName("serves /readyz and /metrics to whoever asks a Pod")
    void pages() {
        // Given
        operator.awaitRollout();
        Pod pod = operator.awaitLeader();
        var url = "http://" + pod.getStatus().getPodIP() + ":8080";
        var node = operator.nodes().all().getFirst().vantage();

        // When
        var metrics = Traffic.await("the leader says so", () -> node.curl(url + "/metrics"),
                answer -> answer.out().contains("exposedapp_leader 1"));

        // Then
        assertThat(metrics.out()).contains("jvm_memory_used_bytes");
        assertThat(Traffic.answer(node, url + "/readyz")).endsWith("ok\n");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"hello-nginx, 30003, Welcome to nginx!", "karma-daemon, 32461, good karma"})
    @DisplayName("serves the examples that ship")
    void examples(String example, int number, String answer) throws IOException {
        try (var namespace = TestNamespace.create(operator.cluster().client(), "examples")) {
            // Given
            var user = new User(operator.cluster(), namespace.name());
            var yaml = Files.readString(SourceTree.at("deploy/examples/" + example + ".yaml"));

            // When
            user.applies(yaml.replace("nginx:1.29", LocalImages.NGINX));

            // Then
            user.seesReady(example);
            assertThat(operator.nodes().all()).allSatisfy(
                    node -> assertThat(Traffic.answer(operator.nodes().outside(), "http://" + node.address() + ":" + number))
                            .contains(answer));
        }
    }
}
