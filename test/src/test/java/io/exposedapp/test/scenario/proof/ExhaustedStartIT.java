package io.exposedapp.test.scenario.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.ManyAtOnce;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.tier.Sample;
import io.exposedapp.test.tier.SampledTests;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The bug that other allocators shipped: whoever is looked at first after a start gets what others hold (metallb#1774, cilium#43131). */
@ControlPlane
@SampledTests(everyday = 2)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A start over numbers that are all held, with claimants first in every list,")
class ExhaustedStartIT {

    private static final int APPS = Sample.ofThisRun().of(15, 200);
    private static final int PORTS = 10;
    private static final int NUMBERS = APPS * PORTS;
    private static final String CLAIMANTS = "aa-first-of-all";

    /** Each look lists what there is of all apps. */
    private static final Duration SELDOM = Duration.ofMillis(250);

    private QuietCluster cluster;
    private User holders;
    private User claimants;

    /** Of each holder's Service, by name and port, before anybody else asked. */
    private SortedMap<String, Integer> numbers;

    private Chronicle chronicle;
    private RunningOperator operator;

    @BeforeAll
    void holdAll() {
        cluster = QuietCluster.start("--service-node-port-range=30000-" + (30000 + NUMBERS - 1));
        holders = cluster.user();
        operator = RunningOperator.start(cluster.cluster());
        ManyAtOnce.forEach(IntStream.range(0, APPS).boxed().toList(), this::createHolder);
        numbers = Wait.until("all numbers are on Services").atMost(Duration.ofMinutes(5)).every(SELDOM).seen(this::numbers,
                all -> all.size() == NUMBERS);
        cluster.cluster().kubectl("create", "namespace", CLAIMANTS).orThrow();
        claimants = new User(cluster.cluster(), CLAIMANTS);
        claimants.exposes("claimant", ports());
        claimants.exposes("pinner", "{name: http, containerPort: 80, nodePort: %d}".formatted(numbers.firstEntry().getValue()));
        claimants.sees("claimant", "is refused", status -> User.is(status, "Ready", "False"));
        claimants.sees("pinner", "is refused", status -> User.is(status, "Ready", "False"));
        operator.close();
        chronicle = Chronicle.open(cluster.client());
    }

    @AfterEach
    void stopOperator() {
        operator.close();
    }

    @AfterAll
    void stopCluster() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @RepeatedTest(2)
    @DisplayName("gives them nothing, time and again")
    void restart() {
        // When
        startOperator();

        // Then
        seesHoldersHold();
    }

    @Test
    @DisplayName("gives them nothing when the Services are gone: the entries hold, and the Services come back with their numbers")
    void withoutServices() {
        // Given
        ManyAtOnce.forEach(services(), service -> cluster.client().resource(service).delete());

        // When
        startOperator();

        // Then
        Wait.until("the Services are back").every(SELDOM).seen(this::services, all -> all.size() == APPS);
        seesHoldersHold();
    }

    @Test
    @DisplayName("gives them nothing when every second entry is gone: the Services hold, and the entries come back")
    void withoutEntries() {
        // Given
        ManyAtOnce.forEach(entries().stream().filter(entry -> World.number(entry) % 2 == 0).toList(),
                entry -> cluster.client().resource(entry).delete());

        // When
        startOperator();

        // Then
        Wait.until("the entries are back").every(SELDOM).seen(this::entries, all -> all.size() == NUMBERS);
        seesHoldersHold();
    }

    private void startOperator() {
        operator = RunningOperator.start(cluster.cluster());
        Wait.until("it has looked at every app").every(SELDOM).seen(operator::passesOverApps, passes -> passes >= APPS + 2);
    }

    private void seesHoldersHold() {
        claimants.sees("claimant", "is told that nothing is free", status -> User.why(status, "Ready").contains("LedgerExhausted: ")
                && User.why(status, "Ready").contains("of %1$d, held %1$d, resting 0".formatted(NUMBERS)));
        claimants.sees("pinner", "is told who holds its number", status -> User.why(status, "Ready")
                .contains("nodePort %d is held by %s/%s".formatted(numbers.firstEntry().getValue(), holders.namespace(), "holder-0 ")));
        assertThat(numbers()).isEqualTo(numbers);
        assertThat(entries()).hasSize(NUMBERS).allSatisfy(entry -> {
            assertThat(entry.getSpec().state()).isEqualTo("Held");
            assertThat(World.holder(entry)).startsWith(holders.namespace() + "/holder-");
        });
        assertThat(chronicle.all()).as("at any moment").noneMatch(change -> isOfClaimants(change.object()));
    }

    private static boolean isOfClaimants(HasMetadata object) {
        return switch (object) {
            case NodePortReservation entry -> World.holder(entry).startsWith(CLAIMANTS + "/");
            case Service service -> service.getMetadata().getNamespace().equals(CLAIMANTS);
            default -> false;
        };
    }

    private void createHolder(int number) {
        var app = """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: holder-%d}
                spec:
                  image: registry.example/app:1
                  replicas: 0
                  ports: [%s]
                """.formatted(number, String.join(", ", ports()));
        cluster.client().resource(cluster.client().getKubernetesSerialization().unmarshal(app, ExposedApp.class))
                .inNamespace(holders.namespace()).create();
    }

    private static String[] ports() {
        return IntStream.range(0, PORTS).mapToObj(n -> "{name: p%d, containerPort: %d}".formatted(n, 8000 + n)).toArray(String[]::new);
    }

    private SortedMap<String, Integer> numbers() {
        return services().stream().flatMap(service -> service.getSpec().getPorts().stream()
                .map(port -> Map.entry(service.getMetadata().getName() + "/" + port.getName(), port.getNodePort())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    private List<Service> services() {
        return cluster.client().services().inNamespace(holders.namespace()).list().getItems();
    }

    private List<NodePortReservation> entries() {
        return cluster.client().resources(NodePortReservation.class).list().getItems();
    }
}
