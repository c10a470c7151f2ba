package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The files of {@code deploy/examples} as they ship: the cases that the project was made for. */
@WithOperator
@DisplayName("Of the articles that the project grew from,")
class ArticlesIT {

    @Test
    @DisplayName("order-service gets its pin, and a second app that pins it is told who has it and keeps its other port")
    void orderService(User user) {
        // Given
        user.applies(example("order-service.yaml"));
        var first = user.seesReady("order-service");
        assertThat(first.portMap()).isEqualTo("8080:32222/TCP");
        assertThat(first.ready()).isEqualTo("2/2");

        // When
        user.applies(example("refused/second-order-service.yaml"));

        // Then
        var second = user.sees("second-order-service", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.why(second, "Ready"))
                .startsWith("PortInUse: http: nodePort 32222 is held by " + user.namespace() + "/order-service (port http) since ");
        var admin = user.sees("second-order-service", "has its other port", s -> User.port(s, "admin").nodePort() != null);
        assertThat(admin.portMap()).isEqualTo("8080:!32222/TCP,9000:" + User.number(admin, "admin") + "/TCP");
    }

    @Test
    @DisplayName("karma-daemon shows both its pins in the PORTS column of kubectl")
    void karmaDaemon(User user) {
        // When
        user.applies(example("karma-daemon.yaml"));

        // Then
        user.seesReady("karma-daemon");
        var columns = user.kubectl("get", "xapp", "karma-daemon", "--no-headers").split(" +");
        assertThat(columns).startsWith("karma-daemon", "1/1", "80:32488/TCP,2121:32461/TCP").contains("Ready");
        assertThat(user.kubectl("get", "service", "karma-daemon")).contains("2121:32461/TCP").contains("80:32488/TCP");
    }

    @Test
    @DisplayName("nginxsvc gets two numbers from the ledger, and its Service has both by name")
    void nginxsvc(User user) {
        // When
        user.applies(example("nginxsvc.yaml"));

        // Then
        var status = user.seesReady("nginxsvc");
        var service = user.seesService("nginxsvc");
        assertThat(service.getSpec().getPorts()).extracting(ServicePort::getName).containsExactlyInAnyOrder("http", "https");
        for (ServicePort port : service.getSpec().getPorts()) {
            assertThat(port.getNodePort()).isEqualTo(User.port(status, port.getName()).nodePort());
            assertThat(port.getPort()).isEqualTo(User.port(status, port.getName()).containerPort());
        }
    }

    @Test
    @DisplayName("fb-backends tells the way of a connection in plain words")
    void fbBackends(User user) {
        // When
        user.applies(example("fb-backends.yaml"));

        // Then
        assertThat(User.why(user.seesReady("fb-backends"), "Exposed"))
                .isEqualTo("Exposed: ka-port: outside 30904 -> inside the cluster 5001 -> in the container 8001");
    }

    @Test
    @DisplayName("hello-nginx gets its pin on a Service with a name of its own")
    void helloNginx(User user) {
        // When
        user.applies(example("hello-nginx.yaml"));

        // Then
        var status = user.seesReady("hello-nginx");
        assertThat(status.portMap()).isEqualTo("8181:30003/TCP");
        assertThat(status.serviceName()).isEqualTo("hello-nginx-port-expose");
        assertThat(user.kubectl("get", "service", "hello-nginx-port-expose")).contains("8181:30003/TCP");
    }

    @Test
    @DisplayName("hello-nginx with 9090 as its node port is refused with the valid range, and its pods run")
    void helloNginx9090(User user) {
        // When
        user.applies(example("refused/hello-nginx-9090.yaml"));

        // Then
        var status = user.sees("hello-nginx-9090", "is refused with a pod", s -> User.is(s, "Stalled", "True") && "1/1".equals(s.ready()));
        assertThat(User.why(status, "Ready")).startsWith("PortOutOfRange: http: nodePort 9090 is not in the valid range 30000-32767");
        assertThat(status.portMap()).isEqualTo("8181:!9090/TCP");
        assertThat(user.service("hello-nginx-9090")).isNull();
    }

    @Test
    @DisplayName("web-metrics has a number for the web and none for its metrics, which are there inside the cluster")
    void webMetrics(User user) {
        // When
        user.applies(example("web-metrics.yaml"));

        // Then
        var status = user.seesReady("web-metrics");
        assertThat(status.portMap()).isEqualTo("8080:" + User.number(status, "http") + "/TCP,9090/TCP");
        assertThat(status.ready()).isEqualTo("2/2");
        assertThat(user.kubectl("get", "service", "web-metrics")).doesNotContain("9090");
        assertThat(user.kubectl("get", "service", "web-metrics-internal")).contains("ClusterIP").contains("8080/TCP,9090/TCP");
    }

    @Test
    @DisplayName("dns gets one number for both its protocols, and one entry")
    void dns(User user) {
        // When
        user.applies(example("dns.yaml"));

        // Then
        var number = User.number(user.seesReady("dns"), "dns");
        assertThat(user.seesReady("dns").portMap()).isEqualTo("53:" + number + "/UDP,53:" + number + "/TCP");
        assertThat(user.kubectl("get", "npr", String.valueOf(number), "--no-headers")).contains("dns/UDP,dns-tcp/TCP");
    }

    /** Tests run in their module's folder. */
    private static String example(String file) {
        try {
            return Files.readString(Path.of("..", "deploy", "examples").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
