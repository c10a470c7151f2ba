package io.exposedapp.test.scenario.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.prometheus.Prometheus;
import io.exposedapp.test.cluster.prometheus.PrometheusOptions;
import io.exposedapp.test.cluster.prometheus.Sample;
import io.exposedapp.test.cluster.prometheus.ScrapeTarget;
import io.exposedapp.test.cluster.prometheus.WithPrometheus;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ServiceResource;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@WithOperator
@WithPrometheus
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Prometheus sees")
class AppSeriesIT {

    private static final String PORT = "{name: http, containerPort: 80}";

    private final KubernetesClient client;
    private final User user;
    private final Prometheus prometheus;

    AppSeriesIT(RunningOperator operator, KubernetesClient client, User user) {
        this.client = client;
        this.user = user;
        this.prometheus = Prometheus.start(PrometheusOptions.scraping(ScrapeTarget.operator(operator.httpPort(), "operator-0")));
    }

    @AfterAll
    void stop() {
        prometheus.close();
    }

    @Test
    @DisplayName("of an app how many replicas it wants and has, its conditions, and how long its rollout took")
    void ready() {
        // Given
        var before = prometheus.awaitsSome("exposedapp_rollout_duration_seconds_count").getFirst().value();

        // When
        user.exposes("web", PORT);
        user.kubectl("scale", "xapp", "web", "--replicas=2");

        // Then
        is("exposedapp_app_status_condition%s == 1".formatted(of("web", "condition=\"Ready\",status=\"True\",reason=\"Ready\"")));
        is("exposedapp_app_spec_replicas%s == 2".formatted(of("web")));
        for (var replicas : List.of("", "_ready", "_updated", "_available")) {
            is("exposedapp_app_status_replicas%s%s == 2".formatted(replicas, of("web")));
        }
        is("exposedapp_app_metadata_generation%s == exposedapp_app_status_observed_generation".formatted(of("web")));
        is("exposedapp_app_writes_total%s >= 5".formatted(of("web")));
        is("exposedapp_rollout_duration_seconds_count > " + before);
        assertThat(prometheus.awaitsSome("exposedapp_app_status_condition" + of("web")).stream().map(sample -> sample.label("condition")))
                .as("one series a condition").containsExactlyInAnyOrder("PortsReserved", "Exposed", "Available", "Progressing", "Ready",
                        "Stalled");
    }

    @Test
    @DisplayName("why a port is refused and why a rollout stalls, each under the condition it belongs to")
    void inTrouble() {
        // Given
        user.exposes("holder", "{name: http, containerPort: 80, nodePort: 31890}");
        user.seesReady("holder");

        // When
        user.exposes("refused", "{name: http, containerPort: 80, nodePort: 31890}");
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: stalled}
                spec:
                  image: registry.example/test/app:1
                  resources: {requests: {cpu: "5000"}}
                  rollout: {progressDeadlineSeconds: 2}
                  ports: [{name: http, containerPort: 80}]
                """);

        // Then
        is("exposedapp_app_status_condition" + of("refused", "condition=\"PortsReserved\",status=\"False\",reason=\"PortInUse\""));
        is("exposedapp_app_status_condition" + of("stalled", "condition=\"Progressing\",reason=\"ProgressDeadlineExceeded\""));
        is("exposedapp_app_status_condition" + of("stalled", "condition=\"Stalled\",status=\"True\""));
        is("exposedapp_port_refusals{reason=\"PortInUse\"} >= 1");
    }

    @Test
    @DisplayName("nothing of an app that was deleted, once its number is free")
    void gone() {
        // Given
        user.exposes("brief", PORT);
        user.seesReady("brief");
        is("exposedapp_app_spec_replicas" + of("brief"));
        is("exposedapp_number_info" + of("brief", "state=\"held\""));

        // When
        user.kubectl("delete", "xapp", "brief");

        // Then
        prometheus.awaitsNone(of("brief"));
        assertThat(prometheus.query("last_over_time(exposedapp_number_info%s[5m])".formatted(of("brief"))))
                .as("whose number has come free can still be asked").isNotEmpty();
    }

    @Test
    @DisplayName("that a Service which keeps a number was put back after somebody had deleted it")
    void holdRemade() {
        // Given
        user.exposesWith("kept", "{reclaimPolicy: Retain}", "{name: http, containerPort: 80, nodePort: 31891}");
        user.seesReady("kept");
        user.kubectl("delete", "xapp", "kept");
        user.seesEntry(31891, "Retained");
        user.awaits("the number is kept", () -> hold(31891).get(), _ -> true);
        var before = prometheus.awaitsSome("exposedapp_repairs_total{kind=\"hold_remade\"}").getFirst().value();

        // When
        hold(31891).delete();

        // Then
        is("exposedapp_repairs_total{kind=\"hold_remade\"} > " + before);
        user.awaits("the number is kept again", () -> hold(31891).get(), _ -> true);
        user.kubectl("delete", "npr", "31891");
    }

    @Test
    @DisplayName("what the API server was asked, and what it answered")
    void requests() {
        // When
        user.exposes("asked", PORT);

        // Then
        is("exposedapp_api_requests_total{verb=\"create\",resource=\"pods\",code=\"201\"} > 0");
        is("exposedapp_api_requests_total{verb=\"patch\",resource=\"exposedapps/status\",code=\"200\"} > 0");
        is("exposedapp_api_requests_total{verb=\"watch\",resource=\"services\"} > 0");
        assertThat(prometheus.query("exposedapp_api_requests_total").stream().map(AppSeriesIT::resource).collect(Collectors.toSet()))
                .allMatch(resource -> resource.matches("([a-z]+(/status)?)?"));
    }

    private static String resource(Sample sample) {
        return sample.label("resource");
    }

    private ServiceResource<Service> hold(int number) {
        return client.services().inNamespace("exposedapp-system").withName("hold-" + number);
    }

    private void is(String promql) {
        prometheus.awaitsSome(promql);
    }

    private String of(String app, String... more) {
        return "{namespace=\"%s\",app=\"%s\"%s}".formatted(user.namespace(), app, more.length == 0 ? "" : "," + more[0]);
    }
}
