package io.exposedapp.test.scenario.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.audit.AuditLog.Mark;
import io.exposedapp.test.cluster.audit.AuditedRequest;
import io.exposedapp.test.operator.ManyAtOnce;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.tier.Sample;
import io.exposedapp.test.tier.Thorough;
import io.exposedapp.test.waiting.Wait;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@Thorough
@ExtendWith(QuietCluster.Provider.class)
@DisplayName("Four apps for every three numbers, all at once,")
class ContentionIT {

    private static final int APPS = Sample.ofThisRun().of(60, 200);
    private static final int NUMBERS = APPS * 3 / 4;

    /** Reads and writes, lost races among them; about five are needed. More would be polling, or everybody after every number. */
    private static final int REQUESTS_PER_APP = 10;

    private final QuietCluster cluster;
    private final User user;

    ContentionIT(QuietCluster cluster) {
        this.cluster = cluster;
        this.user = cluster.user();
    }

    @Test
    @DisplayName("leave exactly one in four without a number, who are told the true counts; numbers that come free go to them, and nobody polls")
    void contention() {
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: default}
                spec: {range: 30000-%d, coolDownSeconds: 1}
                """.formatted(30000 + NUMBERS - 1));
        try (var _ = RunningOperator.start(cluster.cluster()); var chronicle = Chronicle.open(cluster.client())) {
            // Given
            var begun = cluster.audit().mark();
            ManyAtOnce.forEach(IntStream.range(0, APPS).boxed().toList(), this::create);
            var first = awaitAnswers("all have an answer, and the others are told the true counts",
                    answers -> answers.ready().size() == NUMBERS && answers.refused().size() == APPS - NUMBERS
                            && answers.refused().stream().allMatch(ContentionIT::saysTheCounts));
            var requestsOfAll = requestsSince(begun);
            var freed = cluster.audit().mark();

            // When
            ManyAtOnce.forEach(first.ready().subList(0, APPS - NUMBERS), app -> cluster.client().resource(app).delete());

            // Then
            var last = awaitAnswers("those who waited are Ready",
                    answers -> answers.ready().size() == NUMBERS && answers.refused().isEmpty());
            assertThat(first.numbers()).hasSize(NUMBERS);
            assertThat(requestsOfAll).as("%s", kinds(requestsOfAll)).hasSizeLessThan(REQUESTS_PER_APP * APPS);
            assertThat(last.numbers()).hasSize(NUMBERS);
            var requestsOfHeirs = requestsSince(freed);
            assertThat(requestsOfHeirs).as("%s", kinds(requestsOfHeirs)).hasSizeLessThan(REQUESTS_PER_APP * NUMBERS);
            Settled.awaitReady(cluster.client());
            assertThat(Laws.broken(chronicle.all())).isEmpty();
        }
    }

    /** Apps that are Ready, and that are not, by name; those without an answer are neither. */
    private record Answers(List<ExposedApp> ready, List<ExposedApp> refused) {

        /** Each number once. */
        Set<Integer> numbers() {
            return ready.stream().map(app -> User.number(app.getStatus(), "http")).collect(Collectors.toSet());
        }
    }

    private Answers awaitAnswers(String what, Predicate<Answers> fit) {
        return Wait.until(what).every(Duration.ofMillis(250)).seen(this::answers, fit);
    }

    private Answers answers() {
        var apps = cluster.client().resources(ExposedApp.class).inNamespace(user.namespace()).list().getItems();
        return new Answers(answered(apps, "True"), answered(apps, "False"));
    }

    private static List<ExposedApp> answered(List<ExposedApp> apps, String ready) {
        return apps.stream().filter(app -> app.getStatus() != null && User.is(app.getStatus(), "Ready", ready))
                .sorted(Comparator.comparing(app -> app.getMetadata().getName())).toList();
    }

    private static boolean saysTheCounts(ExposedApp app) {
        var why = User.why(app.getStatus(), "Ready");
        return why.contains("LedgerExhausted: ") && why.contains("of " + NUMBERS + ", held " + NUMBERS + ", resting 0");
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

    private List<AuditedRequest> requestsSince(Mark mark) {
        return cluster.audit().since(mark, RunningOperator.USER);
    }

    private static Map<String, Long> kinds(List<AuditedRequest> requests) {
        return requests.stream().collect(Collectors.groupingBy(ContentionIT::kind, TreeMap::new, Collectors.counting()));
    }

    private static String kind(AuditedRequest request) {
        return request.verb() + " " + request.resource() + " " + request.code();
    }
}
