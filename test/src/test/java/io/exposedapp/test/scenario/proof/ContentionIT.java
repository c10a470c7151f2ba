package io.exposedapp.test.scenario.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.audit.AuditLog.Mark;
import io.exposedapp.test.cluster.audit.AuditedRequest;
import io.exposedapp.test.operator.ManyAtOnce;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.scenario.process.OwnCluster;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@ControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Two hundred apps at once over a hundred and fifty numbers")
class ContentionIT {

    private static final int APPS = 200;
    private static final int NUMBERS = 150;

    /** Reads and writes, lost races among them; about five are needed. More would be polling, or everybody after every number. */
    private static final int REQUESTS_PER_APP = 10;

    private TestCluster cluster;
    private User user;
    private RunningOperator operator;

    @BeforeAll
    void start() {
        cluster = OwnCluster.start("--service-node-port-range=30000-30149");
        user = OwnCluster.user(cluster);
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: default}
                spec: {coolDownSeconds: 1}
                """);
        operator = RunningOperator.start(cluster);
    }

    @AfterAll
    void stop() {
        if (operator != null) {
            operator.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @DisplayName("leave exactly fifty without one, who are told the true counts; numbers that come free go to them, and nobody polls")
    void contention() {
        try (var chronicle = Chronicle.open(cluster.client())) {
            // Given
            var begun = cluster.audit().mark();
            ManyAtOnce.forEach(IntStream.range(0, APPS).boxed().toList(), this::create);
            user.awaits("all have an answer", () -> answered("True").size() == NUMBERS && answered("False").size() == APPS - NUMBERS);
            assertThat(answered("False")).allSatisfy(app -> assertThat(User.why(app.getStatus(), "Ready")).contains("LedgerExhausted: ")
                    .contains("of " + NUMBERS + ", held " + NUMBERS + ", resting 0"));
            assertThat(numbers()).hasSize(NUMBERS);
            assertThat(requestsSince(begun)).as("%s", kinds(begun)).isLessThan(REQUESTS_PER_APP * APPS);
            var freed = cluster.audit().mark();

            // When
            ManyAtOnce.forEach(answered("True").subList(0, APPS - NUMBERS), app -> cluster.client().resource(app).delete());

            // Then
            user.awaits("those who waited are Ready", () -> answered("True").size() == NUMBERS && answered("False").isEmpty());
            assertThat(numbers()).hasSize(NUMBERS);
            assertThat(requestsSince(freed)).as("%s", kinds(freed)).isLessThan(REQUESTS_PER_APP * NUMBERS);
            Settled.awaitReady(cluster.client());
            assertThat(Laws.broken(chronicle.all())).isEmpty();
        }
    }

    private void create(int number) {
        var app = """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: app-%d}
                spec:
                  image: registry.example/app:1
                  replicas: 0
                  ports: [{name: http, containerPort: 8080}]
                """.formatted(number);
        cluster.client().resource(cluster.client().getKubernetesSerialization().unmarshal(app, ExposedApp.class))
                .inNamespace(user.namespace()).create();
    }

    /** Apps that are Ready, or are not, by name. */
    private List<ExposedApp> answered(String ready) {
        return cluster.client().resources(ExposedApp.class).inNamespace(user.namespace()).list().getItems().stream()
                .filter(app -> app.getStatus() != null && User.is(app.getStatus(), "Ready", ready))
                .sorted(Comparator.comparing(app -> app.getMetadata().getName())).toList();
    }

    /** Each number once, with the app that is Ready on it. */
    private Map<Integer, String> numbers() {
        return answered("True").stream().collect(Collectors.toMap(app -> User.number(app.getStatus(), "http"),
                app -> app.getMetadata().getName()));
    }

    private long requestsSince(Mark mark) {
        return cluster.audit().since(mark, RunningOperator.USER).size();
    }

    private Map<String, Long> kinds(Mark mark) {
        return cluster.audit().since(mark, RunningOperator.USER).stream()
                .collect(Collectors.groupingBy(ContentionIT::kind, TreeMap::new, Collectors.counting()));
    }

    private static String kind(AuditedRequest request) {
        return request.verb() + " " + request.resource() + " " + request.code();
    }
}
