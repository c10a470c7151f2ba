package io.exposedapp.test.scenario.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithOperator
@DisplayName("The entry of a number that an app's Service carries,")
class EntryRepairIT {

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', value = {
            "31100 | by a name of its namespace that no app has  | {holder: {name: nobody, uid: '0', service: nobody}}",
            "31101 | by an app of a namespace that is not there  | {holder: {namespace: nowhere, name: nobody, uid: '0'}}",
            "31102 | by nobody that can be read                  | {since: '2026-11-21T10:30:27,5Z'}",
            "31103 | by a port that the app does not have        | {holder: {ports: [{name: x, protocol: UDP, port: 9}]}}",
            "31104 | by nobody any more: it rests                | {state: CoolingDown, until: '2099-01-01T00:00:00Z'}",
            "31105 | by nobody any more: its rest is over        | {state: CoolingDown, until: '2020-01-01T00:00:00Z'}"})
    @DisplayName("edited by hand so that it is held")
    void edited(int number, String what, String spec, User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: %d}".formatted(number));
        user.seesReady("shop");
        var service = user.seesService("shop").getMetadata().getUid();

        // When
        user.kubectl("patch", "npr", String.valueOf(number), "--type=merge", "--patch", "spec: " + spec);

        // Then
        user.awaits("it is held by the app again", () -> user.entry(number), entry -> isHeldBy(entry, user, "shop"));
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:" + number + "/TCP");
        assertThat(user.seesService("shop").getMetadata().getUid()).as("the Service that serves all the time").isEqualTo(service);
    }

    @Test
    @DisplayName("cannot be emptied of its ports: the schema refuses it")
    void emptied(User user, TestCluster cluster) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 31111}");
        user.seesReady("shop");

        // When
        var refused = cluster.kubectl("patch", "npr", "31111", "--type=merge", "--patch", "spec: {holder: {ports: []}}");

        // Then
        assertThat(refused.stderr()).contains("spec.holder.ports in body should have at least 1 items");
    }

    @Test
    @DisplayName("given by hand to a live app that has its own number, is the app's again, and neither app's number moves")
    void givenToLiveApp(User user, TestCluster cluster) {
        try (var bank = TestNamespace.create(cluster.client(), "another team")) {
            // Given
            var other = new User(cluster, bank.name());
            user.exposes("shop", "{name: http, containerPort: 80, nodePort: 31106}");
            other.exposes("till", "{name: http, containerPort: 80, nodePort: 31107}");
            user.seesReady("shop");
            other.seesReady("till");

            // When
            user.kubectl("patch", "npr", "31106", "--type=merge", "--patch", holder(other, "till"));

            // Then
            user.awaits("it is held by shop again", () -> user.entry(31106), entry -> isHeldBy(entry, user, "shop"));
            assertThat(user.seesReady("shop").portMap()).isEqualTo("80:31106/TCP");
            assertThat(other.seesReady("till").portMap()).isEqualTo("80:31107/TCP");
            assertThat(isHeldBy(Objects.requireNonNull(user.entry(31107)), other, "till")).isTrue();
        }
    }

    @Test
    @DisplayName("given by hand to a live app that pins it, is the app's again, and the other app says who has it")
    void givenToClaimant(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 31108}");
        user.seesReady("shop");
        user.exposes("till", "{name: http, containerPort: 80, nodePort: 31108}");
        user.sees("till", "is refused", status -> User.is(status, "Stalled", "True"));

        // When
        user.kubectl("patch", "npr", "31108", "--type=merge", "--patch", holder(user, "till"));

        // Then
        user.awaits("it is held by shop again", () -> user.entry(31108), entry -> isHeldBy(entry, user, "shop"));
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:31108/TCP");
        var refused = user.sees("till", "is refused", status -> User.is(status, "Stalled", "True")
                && User.why(status, "PortsReserved").contains("31108 is held by " + user.namespace() + "/shop"));
        assertThat(refused.portMap()).isEqualTo("80:!31108/TCP");
        assertThat(user.service("till")).isNull();
    }

    @Test
    @DisplayName("deleted while another app pins the number, is made again for the app, and the other one says who has it")
    void deletedAndClaimed(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 31109}");
        user.seesReady("shop");
        user.exposes("till", "{name: http, containerPort: 80, nodePort: 31109}");
        user.sees("till", "is refused", status -> User.is(status, "Stalled", "True"));
        var before = Objects.requireNonNull(user.entry(31109)).getMetadata().getUid();

        // When
        user.kubectl("delete", "npr", "31109");

        // Then
        user.awaits("shop has a new entry", () -> user.entry(31109),
                entry -> !entry.getMetadata().getUid().equals(before) && isHeldBy(entry, user, "shop"));
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:31109/TCP");
        user.sees("till", "is refused", status -> User.why(status, "PortsReserved").contains(user.namespace() + "/shop"));
        assertThat(user.service("till")).isNull();
    }

    @Test
    @DisplayName("has a second one beside it for the same port: the port keeps its number, and the other one is released and freed")
    void twoForOnePort(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80}");
        var number = User.number(user.seesReady("shop"), "http");
        var uid = Objects.requireNonNull(user.app("shop")).getMetadata().getUid();

        // When
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: NodePortReservation
                metadata: {name: "31110"}
                spec:
                  ledger: default
                  state: Held
                  reclaimPolicy: CoolDown
                  since: "%s"
                  portList: http/TCP
                  holder: {namespace: %s, name: shop, uid: %s, service: shop, ports: [{name: http, protocol: TCP, port: 80}]}
                """.formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), user.namespace(), uid));

        // Then
        user.seesNoEntry(31110);
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:" + number + "/TCP");
        assertThat(user.entries("shop")).singleElement().matches(entry -> isHeldBy(entry, user, "shop"));
    }

    private static String holder(User user, String app) {
        return """
                {"spec": {"holder": {"namespace": "%s", "name": "%s", "uid": "%s", "service": "%s"}}}
                """.formatted(user.namespace(), app, Objects.requireNonNull(user.app(app)).getMetadata().getUid(), app);
    }

    private static boolean isHeldBy(NodePortReservation entry, User user, String app) {
        var holder = entry.getSpec().holder();
        return "Held".equals(entry.getSpec().state()) && entry.getSpec().until() == null && holder.namespace().equals(user.namespace())
                && holder.name().equals(app) && holder.uid().equals(Objects.requireNonNull(user.app(app)).getMetadata().getUid())
                && holder.ports().size() == 1 && "http".equals(holder.ports().getFirst().name());
    }
}
