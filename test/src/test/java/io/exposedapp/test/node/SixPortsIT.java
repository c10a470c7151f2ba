package io.exposedapp.test.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.node.RealNodes;
import io.exposedapp.test.cluster.node.Traffic;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithNodes;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithNodes
@DisplayName("fb-backends, behind a web server outside of the cluster")
class SixPortsIT {

    private final RealNodes nodes;
    private final User user;
    private Process webServer;

    /** With one namespace for both tests: in another one, the second would wait until the number of the first has rested. */
    SixPortsIT(RealNodes nodes, User user) {
        this.nodes = nodes;
        this.user = user;
    }

    /** As the README has it. Which node it asked is told in a header. */
    @BeforeEach
    void startWebServer(@TempDir Path directory) throws IOException {
        var backends = nodes.all().stream().map(node -> "server " + node.address() + ":30904;").collect(Collectors.joining(" "));
        var configuration = Files.writeString(directory.resolve("nginx.conf"), """
                pid %1$s/nginx.pid;
                error_log stderr;
                events { worker_connections 64; }
                http {
                  access_log off;
                  client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s; uwsgi_temp_path %1$s; scgi_temp_path %1$s;
                  upstream fb { %2$s }
                  server {
                    listen 80;
                    location / { proxy_pass http://fb; add_header X-Forwarded-To $upstream_addr; }
                  }
                }
                """.formatted(directory, backends));
        webServer = nodes.outside().start(nodes.outside()
                .builder("nginx", "-e", "stderr", "-c", configuration.toString(), "-g", "daemon off; master_process off;").inheritIO());
    }

    @AfterEach
    void stopWebServer() {
        webServer.destroy();
        webServer.onExit().join();
    }

    @Test
    @DisplayName("one request passes 80, 30904, 5001, 8001 as targetPort, as containerPort and in the process")
    void oneRequest(KubernetesClient client) {
        // Given: every node answers, or the web server would take one that does not out for ten seconds
        var article = Article.applied(nodes, user, "fb-backends");
        article.fromOutside("http", "ka-port");

        // When
        var answer = Traffic.await("the web server outside has started, and forwards",
                () -> nodes.outside().curl("--fail", "--include", "http://" + nodes.clientAddresses().getFirst() + ":80/"),
                result -> result.succeeded()).out();

        // Then
        assertThat(answer).containsPattern("X-Forwarded-To: 203\\.0\\.113\\.1[12]:30904")
                .containsPattern("fb-backends-\\w+-[012] 8001 TCP");
        assertThat(article.service().getSpec().getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getNodePort()).isEqualTo(30904);
            assertThat(port.getPort()).isEqualTo(5001);
        });
        assertThat(slices(client)).allSatisfy(slice -> assertThat(slice.getPorts()).singleElement()
                .satisfies(port -> assertThat(port.getPort()).as("targetPort, as it resolved").isEqualTo(8001)));
        assertThat(user.pods("fb-backends")).allSatisfy(pod -> assertThat(pod.getSpec().getContainers().getFirst().getPorts())
                .singleElement().satisfies(port -> assertThat(port.getContainerPort()).isEqualTo(8001)));
    }

    @Test
    @DisplayName("the cluster IP answers on port only: not on containerPort, and not on nodePort")
    void nothingElse() {
        // When
        var article = Article.applied(nodes, user, "fb-backends");

        // Then
        assertThat(article.fromOutside("http", "ka-port")).allMatch(answer -> answer.endsWith(" 8001 TCP\n"));
        assertThat(article.fromInside("http", 5001, nodes.all().getLast().vantage())).allMatch(answer -> answer.endsWith(" 8001 TCP\n"));
        assertThat(article.asks(8001).succeeded()).isFalse();
        assertThat(article.asks(30904).succeeded()).isFalse();
    }

    private List<EndpointSlice> slices(KubernetesClient client) {
        return client.discovery().v1().endpointSlices().inNamespace(user.namespace()).list().getItems();
    }
}
