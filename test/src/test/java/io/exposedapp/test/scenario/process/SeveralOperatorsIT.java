package io.exposedapp.test.scenario.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.audit.AuditedRequest;
import io.exposedapp.test.operator.PodHistory;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.tier.Sample;
import io.exposedapp.test.tier.Thorough;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@Thorough
@ExtendWith(QuietCluster.Provider.class)
@DisplayName("Operators, one after another or at once")
class SeveralOperatorsIT {

    private static final int APPS = Sample.ofThisRun().of(8, 20);

    private static final String APP = """
            ---
            apiVersion: exposedapp.io/v1
            kind: ExposedApp
            metadata: {name: app-%d}
            spec:
              image: registry.example/app:%s
              replicas: 2
              ports: [{name: http, containerPort: 8080}, {name: admin, containerPort: 9090}]
            """;

    private final QuietCluster cluster;
    private final User user;

    SeveralOperatorsIT(QuietCluster cluster) {
        this.cluster = cluster;
        this.user = cluster.user();
    }

    @AfterEach
    void clear() {
        cluster.clear();
    }

    @Test
    @DisplayName("a restart over settled apps restarts nothing and writes nothing")
    void restart() {
        // Given
        try (var _ = RunningOperator.start(cluster.cluster())) {
            user.applies(apps(5, "1"));
            IntStream.range(0, 5).forEach(n -> user.seesReady("app-" + n));
            user.awaits("the ledger has counted", () -> user.ledger("default"),
                    ledger -> ledger.getStatus() != null && Objects.equals(ledger.getStatus().held(), 10));
        }
        var pods = pods();
        var stopped = cluster.audit().mark();

        // When
        try (var _ = RunningOperator.start(cluster.cluster())) {
            user.applies(APP.formatted(99, "1"));
            user.seesReady("app-99");
        }

        // Then
        var numbers = user.entries("app-99").stream().map(entry -> entry.getMetadata().getName()).toList();
        assertThat(cluster.audit().writesSince(stopped, RunningOperator.USER))
                .filteredOn(request -> !request.resource().equals("events") && !aboutTheNewApp(request, numbers)).isEmpty();
        assertThat(cluster.client().events().v1().events().inNamespace(user.namespace()).list().getItems())
                .filteredOn(event -> "ExposedApp".equals(event.getRegarding().getKind())).as("one an app, of its first start").hasSize(6);
        assertThat(pods()).containsAll(pods);
    }

    @Test
    @DisplayName("two at once, without an election, make no pod too many and give no number twice; nor do they take a pod too many away")
    void twoAtOnce() {
        try (var _ = RunningOperator.start(cluster.cluster()); var _ = RunningOperator.start(cluster.cluster())) {
            // Given
            var begun = cluster.audit().mark();
            user.applies(apps(APPS, "1"));
            IntStream.range(0, APPS).forEach(n -> user.seesReady("app-" + n));
            var made = cluster.audit().since(begun, RunningOperator.USER).stream().filter(AuditedRequest::isCommittedWrite)
                    .filter(request -> request.verb().equals("create") && request.resource().equals("pods")).toList();
            var numbers = numbers();
            try (var history = PodHistory.of(cluster.client(), user.namespace(), "app-7")) {
                // When
                user.applies(apps(APPS, "2"));

                // Then
                assertThat(made).hasSize(2 * APPS);
                assertThat(numbers).hasSize(2 * APPS);
                var revision = user.seesReady("app-7").revision();
                IntStream.range(0, APPS).forEach(n -> user.seesReady("app-" + n));
                Wait.until("only pods of the new revision are left").seen(history::names,
                        names -> names.equals(Set.of("app-7-" + revision + "-0", "app-7-" + revision + "-1")));
                assertThat(history.fewestReady()).isEqualTo(2);
                assertThat(history.mostActive()).isEqualTo(3);
                Wait.until("each app has two pods").seen(this::pods, pods -> pods.size() == 2 * APPS);
            }
        }
    }

    /** All numbers on Services; a set, and the API server itself lets none be there twice, so each app must have both of its. */
    private Set<Integer> numbers() {
        return IntStream.range(0, APPS).mapToObj(n -> Objects.requireNonNull(user.service("app-" + n)))
                .flatMap(service -> service.getSpec().getPorts().stream()).map(port -> {
                    var number = port.getNodePort();
                    var entry = Objects.requireNonNull(user.entry(number));
                    assertThat(entry.getSpec().state()).isEqualTo("Held");
                    return number;
                }).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> pods() {
        List<Pod> pods = cluster.client().pods().inNamespace(user.namespace()).list().getItems();
        return pods.stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String apps(int count, String tag) {
        return IntStream.range(0, count).mapToObj(n -> APP.formatted(n, tag)).collect(Collectors.joining());
    }

    /** The probe for the range of node ports, which is always refused, and the ledger's count of the new numbers are no work on settled apps. */
    private static boolean aboutTheNewApp(AuditedRequest request, List<String> numbers) {
        return request.name().startsWith("app-99") || numbers.contains(request.name()) || request.namespace().equals("exposedapp-system")
                || request.resource().equals("nodeportledgers");
    }
}
