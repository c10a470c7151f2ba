package io.exposedapp.test.node;

import static io.exposedapp.test.node.Article.applied;
import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.image.LocalApps;
import io.exposedapp.test.cluster.node.RealNodes;
import io.exposedapp.test.cluster.node.Traffic;
import io.exposedapp.test.cluster.node.Vantage;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithNodes;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithNodes
@DisplayName("The articles' cases, with requests that flow")
class ArticlesOnNodesIT {

    private final RealNodes nodes;

    ArticlesOnNodesIT(RealNodes nodes) {
        this.nodes = nodes;
    }

    @Test
    @DisplayName("nginxsvc answers HTTP and HTTPS on every node, and without replicas refuses at once")
    void nginxsvc(User user) {
        // Given
        var article = applied(nodes, user, "nginxsvc");
        var pod = pod(user, "nginxsvc");
        assertThat(article.fromOutside("http", "http")).containsOnly("Welcome to nginx!\n");
        assertThat(article.fromOutside("https", "https")).containsOnly("Welcome to nginx!\n");
        assertThat(article.fromInside("http", 80, pod)).containsOnly("Welcome to nginx!\n");
        assertThat(article.fromInside("https", 443, pod)).containsOnly("Welcome to nginx!\n");

        // When
        user.kubectl("scale", "xapp", "nginxsvc", "--replicas=0");

        // Then
        for (var node : nodes.all()) {
            Article.seesRefused(nodes.outside(), "http://" + node.address() + ":" + article.number("http") + "/");
        }
        Article.seesRefused(nodes.all().getFirst().vantage(), "http://" + article.clusterIp() + ":80/");
    }

    @Test
    @DisplayName("order-service: every node's 32222 from outside, 8080 inside, 8170 in the container")
    void orderService(User user) {
        // When
        var article = applied(nodes, user, "order-service");

        // Then
        assertThat(article.number("http")).isEqualTo(32222);
        assertThat(article.fromOutside("http", "http")).allMatch(answer -> answer.matches("order-service-\\w+-[01] 8170 TCP\n"));
        assertThat(article.fromInside("http", 8080, pod(user, "order-service"))).allMatch(answer -> answer.endsWith(" 8170 TCP\n"));
    }

    @Test
    @DisplayName("web-metrics: two Pods on two nodes, both answer; metrics inside the cluster only, by web-metrics-internal")
    void webMetrics(User user) {
        // When
        var article = applied(nodes, user, "web-metrics");

        // Then
        var pods = user.pods("web-metrics");
        assertThat(pods).extracting(pod -> pod.getSpec().getNodeName()).containsExactlyInAnyOrder("node1", "node2");
        var names = pods.stream().map(pod -> pod.getMetadata().getName()).collect(Collectors.toSet());
        var seen = new HashSet<String>();
        user.awaits("both Pods answer", () -> {
            article.fromOutside("http", "http").forEach(answer -> seen.add(answer.split(" ", -1)[0]));
            return Set.copyOf(seen);
        }, names::equals);
        assertThat(User.port(article.status(), "metrics").nodePort()).isNull();
        var internal = article.through(user.seesService("web-metrics-internal"));
        assertThat(internal.fromInside("http", 9090, pod(user, "web-metrics"))).allMatch(answer -> answer.endsWith(" 9090 TCP\n"));
        assertThat(internal.fromInside("http", 8080, pod(user, "web-metrics"))).allMatch(answer -> answer.endsWith(" 8080 TCP\n"));
    }

    @Test
    @DisplayName("karma-daemon: 80 and 2121 through 32488 and 32461, as the PORTS column says")
    void karmaDaemon(User user) {
        // When
        var article = applied(nodes, user, "karma-daemon");

        // Then
        assertThat(user.kubectl("get", "service", "karma-daemon")).contains("80:32488/TCP", "2121:32461/TCP");
        assertThat(user.kubectl("get", "xapp", "karma-daemon")).contains("80:32488/TCP,2121:32461/TCP");
        assertThat(article.fromOutside("http", "http")).containsOnly("Welcome to nginx!\n");
        assertThat(article.fromOutside("http", "control")).containsOnly("good karma\n");
        assertThat(article.fromInside("http", 2121, pod(user, "karma-daemon"))).containsOnly("good karma\n");
    }

    @Test
    @DisplayName("hello-nginx: 30003 answers, 9090 is refused with the valid range, and the mapping is told in plain words")
    void helloNginx(User user) {
        // Given
        var article = applied(nodes, user, "hello-nginx", "hello-nginx-port-expose");

        // When
        user.applies(LocalApps.of(Article.examples().resolve("refused").resolve("hello-nginx-9090.yaml")));

        // Then
        var refused = user.sees("hello-nginx-9090", "is refused", status -> User.is(status, "Stalled", "True"));
        assertThat(User.why(refused, "Ready")).contains("PortOutOfRange", "30000-32767");
        assertThat(article.fromOutside("http", "http")).containsOnly("Welcome to nginx!\n");
        assertThat(article.fromInside("http", 8181, pod(user, "hello-nginx"))).containsOnly("Welcome to nginx!\n");
        assertThat(User.why(article.status(), "Exposed"))
                .contains("http: outside 30003 -> inside the cluster 8181 -> in the container 80");
    }

    @Test
    @DisplayName("dns answers datagrams and connections on one number, from every node")
    void dns(User user) {
        // When
        var article = applied(nodes, user, "dns");

        // Then
        assertThat(article.number("dns")).isEqualTo(article.number("dns-tcp"));
        assertThat(nodes.all()).allSatisfy(node -> assertThat(Traffic.answer(nodes.outside(), node.address(), article.number("dns"), "?"))
                .matches("dns-\\w+-[01] 1053 UDP\n"));
        assertThat(article.fromOutside("http", "dns-tcp")).allMatch(answer -> answer.endsWith(" 1053 TCP\n"));
        assertThat(Traffic.answer(pod(user, "dns"), article.clusterIp(), 53, "?")).endsWith(" 1053 UDP\n");
    }

    private Vantage pod(User user, String app) {
        Pod pod = user.pods(app).getFirst();
        return nodes.named(pod.getSpec().getNodeName()).inPod(pod);
    }
}
