package io.exposedapp.test.node;

import static io.exposedapp.test.cluster.node.Traffic.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.cluster.node.RealNodes;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithNodes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithNodes
@DisplayName("An app on real nodes")
class VantagesIT {

    @Test
    @DisplayName("answers from outside on every node, inside on its Service, over TCP and UDP with one number, and nowhere else")
    void everywhere(TestCluster cluster, RealNodes nodes, User user) {
        // Given
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: everywhere}
                spec:
                  image: %s
                  args: ["8170", "1053/UDP", "1053"]
                  replicas: 2
                  ports:
                  - {name: http, containerPort: 8170, port: 8080}
                  - {name: dns, containerPort: 1053, port: 53, protocol: UDP}
                  - {name: dns-tcp, containerPort: 1053, port: 53}
                """.formatted(LocalImages.ECHO));
        var status = user.seesReady("everywhere");
        var http = User.number(status, "http");
        var dns = User.number(status, "dns");
        var clusterIp = user.seesService("everywhere").getSpec().getClusterIP();
        var pod = user.pods("everywhere").getFirst();
        var inPod = nodes.named(pod.getSpec().getNodeName()).inPod(pod);

        // When
        var address = nodes.all().getFirst().address();
        var fromOutside = nodes.all().stream().map(node -> answer(nodes.outside(), "http://" + node.address() + ":" + http))
                .toList();
        var udp = nodes.all().stream().map(node -> answer(nodes.outside(), node.address(), dns, "who")).toList();

        // Then
        assertThat(fromOutside).allMatch(answer -> answer.matches("everywhere-\\w+-\\d+ 8170 TCP\n"));
        assertThat(udp).allMatch(answer -> answer.matches("everywhere-\\w+-\\d+ 1053 UDP\n"));
        assertThat(answer(nodes.outside(), "http://" + address + ":" + dns)).endsWith(" 1053 TCP\n");
        assertThat(answer(nodes.all().getLast().vantage(), "http://" + clusterIp + ":8080")).endsWith(" 8170 TCP\n");
        assertThat(answer(inPod, "http://" + clusterIp + ":8080")).endsWith(" 8170 TCP\n");
        assertThat(answer(inPod, "http://127.0.0.1:8170")).isEqualTo(pod.getMetadata().getName() + " 8170 TCP\n");
        Article.seesRefused(nodes.all().getFirst().vantage(), "http://" + clusterIp + ":8170/");
        assertThat(cluster.kubectl("exec", "-n", user.namespace(), pod.getMetadata().getName(), "--", "hostname").orThrow().strip())
                .isEqualTo(pod.getMetadata().getName());
    }
}
