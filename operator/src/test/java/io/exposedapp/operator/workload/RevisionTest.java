package io.exposedapp.operator.workload;

import static io.exposedapp.operator.workload.Shop.NOW;
import static io.exposedapp.operator.workload.Shop.UID;
import static io.exposedapp.operator.workload.Shop.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.CanonicalIntent;
import io.exposedapp.operator.app.Intent;
import io.exposedapp.operator.app.Names;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A revision is a short name for what the user said")
class RevisionTest {

    private static final Revision FIRST = Revision.of(web("v1", 1), List.of());

    @Test
    @DisplayName("in one spelling: sorted, without defaults, quantities by value")
    void intent() {
        // Given
        var spec = Shop.spec(Golden.read(Golden.file("revisions/everything-with-defaults-spelled.yaml")));

        // When
        var intent = CanonicalIntent.of(spec);

        // Then
        Golden.assertFile(Golden.file("intent.json"), intent.toPrettyString() + "\n");
    }

    @Test
    @DisplayName("A name that is taken by another intent is stepped over")
    void collision() {
        // Given
        var other = stored(FIRST.hash(), Revision.of(web("v2", 1), List.of()).intent(), UID, 1);

        // When
        var revision = Revision.of(web("v1", 1), List.of(other));

        // Then
        assertThat(revision.intent()).isEqualTo(FIRST.intent());
        assertThat(revision.hash()).isNotEqualTo(FIRST.hash()).matches("[bcdfghjklmnpqrstvwxz2456789]{6}");
    }

    @Test
    @DisplayName("So is one that is taken by something that cannot be read")
    void takenByTheUnreadable() {
        // Given
        var taken = Set.of(Names.revision("web", FIRST.hash()));

        // When
        var revision = Revision.of(web("v1", 1), List.of(), taken);

        // Then
        assertThat(revision.hash()).isNotEqualTo(FIRST.hash());
    }

    @Test
    @DisplayName("A revision that exists keeps its hash, also when what it had to step over has gone")
    void sticky() {
        // Given
        var stepped = stored("zzzzzz", FIRST.intent(), UID, 4);
        var later = stored("xxxxxx", FIRST.intent(), UID, 5);

        // When
        var revision = Revision.of(web("v1", 1), List.of(later, stepped));

        // Then
        assertThat(revision.hash()).isEqualTo("zzzzzz");
    }

    @Test
    @DisplayName("An orphan's hash is kept as well: it will be adopted with its pods")
    void orphan() {
        // Given
        var orphan = stored("zzzzzz", FIRST.intent(), null, 1);

        // When
        var revision = Revision.of(web("v1", 1), List.of(orphan));

        // Then
        assertThat(revision.hash()).isEqualTo("zzzzzz");
    }

    @Test
    @DisplayName("The predecessor's is not kept, but its name is waited for: the same intent has the same hash")
    void predecessor() {
        // Given
        var salted = stored("zzzzzz", FIRST.intent(), "another-uid", 1);
        var same = stored(FIRST.hash(), FIRST.intent(), "another-uid", 2);

        // When
        var revision = Revision.of(web("v1", 1), List.of(salted, same));

        // Then
        assertThat(revision).isEqualTo(FIRST);
    }

    private static SeenRevision stored(String hash, Intent intent, @Nullable String controller, long number) {
        var name = Names.revision("web", hash);
        return new SeenRevision(Shop.WEB, name, "uid-of-" + name, "1", hash, number, intent,
                Set.of("http"), NOW, controller, null);
    }

    @Test
    @DisplayName("The first TCP port in the list's order belongs to it, since the default readiness probe knocks there; other ports' order does not")
    void probedPort() {
        // Given
        var web = listing(
                "{name: web, containerPort: 80}, {name: debug, containerPort: 90}, {name: dns, containerPort: 53, protocol: UDP}");
        var shuffled = listing(
                "{name: dns, containerPort: 53, protocol: UDP}, {name: web, containerPort: 80}, {name: debug, containerPort: 90}");
        var debug = listing(
                "{name: debug, containerPort: 90}, {name: web, containerPort: 80}, {name: dns, containerPort: 53, protocol: UDP}");

        // When
        var template = PodBlueprint.template(App.from(web), web.getSpec(), new TreeMap<>());

        // Then
        assertThat(template.getSpec().getContainers().getFirst().getReadinessProbe().getTcpSocket().getPort().getStrVal()).isEqualTo("web");
        assertThat(App.from(shuffled).intent()).isEqualTo(App.from(web).intent());
        assertThat(App.from(debug).intent()).isNotEqualTo(App.from(web).intent());
    }

    @ParameterizedTest
    @DisplayName("A quantity that nothing can have is kept as it is spelled, not written out: 1e40000000 would be 40 MB")
    @ValueSource(strings = {"1e40000000", "1e-40000000", "1e999999999", "1e-999999999", "1e2147483647", "1e99999999999"})
    void hugeQuantity(String quantity) {
        // Given
        var spec = Shop.spec("""
                metadata: {namespace: shop, name: web, uid: app-1}
                spec: {image: "web:1", resources: {requests: {cpu: "%s"}}, ports: [{name: http, containerPort: 80}]}
                """.formatted(quantity));

        // When
        var intent = CanonicalIntent.of(spec).toString();

        // Then
        assertThat(intent).contains("\"cpu\":\"" + quantity + "\"");
    }

    private static ExposedApp listing(String ports) {
        return Serialization.unmarshal("""
                metadata: {namespace: shop, name: web, uid: app-1}
                spec: {image: "web:1", ports: [%s]}
                """.formatted(ports), ExposedApp.class);
    }
}
