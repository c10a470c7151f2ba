package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.User;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(BareCluster.Provider.class)
@DisplayName("A ledger's quota")
class QuotaIT {

    private static final int QUOTA = 4;
    private static final String HTTP = "{name: http, containerPort: 80}";

    private BareCluster cluster;
    private User user;

    @BeforeEach
    void start(BareCluster bare) {
        cluster = bare;
        user = cluster.newcomer();
        cluster.applyLedger("default", "{quotaPerNamespace: %d}".formatted(QUOTA));
        cluster.startOperator();
    }

    @Test
    @DisplayName("refuses what is beyond it with what is used and by whom, serves what is within it, and is each namespace's own")
    void refuses() {
        // Given
        user.exposes("shop", HTTP, "{name: admin, containerPort: 81}", "{name: grpc, containerPort: 82}");
        user.seesReady("shop");
        var other = cluster.newcomer();

        // When
        user.exposes("web", HTTP, "{name: admin, containerPort: 81}");
        other.exposes("web", HTTP);

        // Then
        var status = user.sees("web", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.why(status, "Ready")).isEqualTo("QuotaExceeded: http: namespace " + user.namespace()
                + " uses 4 of 4 numbers of ledger default (shop 3, web 1); delete apps that nobody needs and wait until their numbers have "
                + "rested, or have an administrator raise quotaPerNamespace");
        assertThat(User.number(status, "admin")).isBetween(20000, 20010);
        assertThat(user.kubectl("get", "service", "web")).contains("81:" + User.number(status, "admin") + "/TCP");
        other.seesReady("web");
    }

    @Test
    @DisplayName("that is raised cures the apps that wait at once")
    void raised() {
        // Given
        user.exposes("shop", ports(QUOTA));
        user.seesReady("shop");
        var taken = user.entries("shop").stream().map(entry -> entry.getMetadata().getName()).toList();
        int pin = IntStream.rangeClosed(20000, 20010).filter(number -> !taken.contains(Integer.toString(number))).findFirst().orElseThrow();
        user.exposes("web", HTTP, "{name: pinned, containerPort: 81, nodePort: %d}".formatted(pin));
        var refused = user.sees("web", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(refused.ports()).allSatisfy(port -> assertThat(port.reason()).isEqualTo("QuotaExceeded"));
        assertThat(user.service("web")).isNull();

        // When
        cluster.applyLedger("default", "{quotaPerNamespace: %d}".formatted(QUOTA + 2));

        // Then
        assertThat(User.number(user.seesReady("web"), "pinned")).isEqualTo(pin);
    }

    @Test
    @DisplayName("counts numbers at rest, and an administrator who deletes one of them makes room at once")
    void atRest() {
        // Given
        user.exposes("shop", "{name: a, containerPort: 80, nodePort: 20000}", "{name: b, containerPort: 81, nodePort: 20001}");
        user.exposesWith("kept", "{reclaimPolicy: Retain}", "{name: a, containerPort: 80, nodePort: 20002}",
                "{name: b, containerPort: 81, nodePort: 20003}");
        user.seesReady("shop");
        user.seesReady("kept");
        user.kubectl("delete", "xapp", "shop", "kept");
        List.of(20000, 20001).forEach(number -> user.seesEntry(number, "CoolingDown"));
        List.of(20002, 20003).forEach(number -> user.seesEntry(number, "Retained"));
        user.exposes("web", HTTP);
        var refused = user.sees("web", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.why(refused, "PortsReserved")).contains("uses 4 of 4 numbers of ledger default (kept 2, shop 2)");

        // When
        user.kubectl("delete", "npr", "20001");

        // Then
        user.seesReady("web");
    }

    @Test
    @DisplayName("is no obstacle to an app that comes back for what it had, nor to one that takes a number over which rests for its namespace")
    void nothingNew() {
        // Given
        user.exposes("old", "{name: http, containerPort: 80, nodePort: 20010}");
        user.seesReady("old");
        user.exposes("shop", ports(QUOTA - 1));
        var before = user.seesReady("shop").portMap();
        user.kubectl("delete", "xapp", "shop", "old");
        user.awaits("all rest", () -> user.entries("shop"),
                entries -> entries.stream().allMatch(entry -> entry.getSpec().state().equals("CoolingDown")));
        user.seesEntry(20010, "CoolingDown");

        // When
        user.exposes("shop", ports(QUOTA - 1));
        user.exposes("renamed", "{name: http, containerPort: 80, nodePort: 20010}");

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo(before);
        user.seesReady("renamed");
    }

    @Test
    @DisplayName("that is lowered takes nothing away")
    void lowered() {
        // Given
        user.exposes("shop", ports(QUOTA));
        var before = user.seesReady("shop").portMap();

        // When
        cluster.applyLedger("default", "{quotaPerNamespace: 1}");

        // Then
        user.exposes("web", HTTP);
        var refused = user.sees("web", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.why(refused, "PortsReserved")).contains("uses 4 of 1 numbers of ledger default (shop 4)");
        assertThat(user.seesReady("shop").portMap()).isEqualTo(before);
    }

    @Test
    @DisplayName("is never exceeded by apps that are created at once")
    void atOnce() {
        // Given
        var apps = IntStream.rangeClosed(1, 10).mapToObj(n -> "app-" + n).toList();

        // When
        user.applies(apps.stream().map("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: %s}
                spec:
                  image: registry.example/test/app:1
                  replicas: 0
                  ports: [{name: http, containerPort: 80}]
                """::formatted).collect(Collectors.joining("---\n")));

        // Then
        apps.forEach(app -> user.sees(app, "has an answer", s -> User.is(s, "Ready", "True") || User.is(s, "Stalled", "True")));
        var refused = apps.stream().map(app -> user.sees(app, "has an answer", s -> true)).filter(s -> User.is(s, "Stalled", "True"))
                .toList();
        assertThat(refused).hasSize(apps.size() - QUOTA)
                .allSatisfy(s -> assertThat(User.why(s, "PortsReserved")).contains("uses 4 of 4 numbers of ledger default"));
        assertThat(apps.stream().flatMap(app -> user.entries(app).stream())).hasSize(QUOTA);
    }

    private static String[] ports(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "{name: p%d, containerPort: %d}".formatted(n, 8000 + n))
                .toArray(String[]::new);
    }
}
