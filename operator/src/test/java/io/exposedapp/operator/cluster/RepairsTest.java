package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServiceChange;
import io.exposedapp.operator.ledger.Entries;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.HeldPort;
import io.exposedapp.operator.ledger.Holder;
import io.exposedapp.operator.plan.Action;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A write counts as a repair")
class RepairsTest {

    private final App app = App.from(Serialization.unmarshal("""
            apiVersion: exposedapp.io/v1
            kind: ExposedApp
            metadata: {name: web, namespace: shop, uid: app-1, generation: 1}
            spec: {image: nginx, ports: [{name: http, containerPort: 80}]}
            """, ExposedApp.class));
    private final Caches caches = new Caches("exposedapp-system", InstantSource.system(), () -> true);
    private final Repairs repairs = new Repairs(caches);

    @Test
    @DisplayName("when a field is not as it was left, and then of the kind of that field")
    void aFieldThatSomebodyChanged() {
        // Given
        repairs.foundRight(app, List.of(), List.of(service(1, 30001)));
        var edited = service(2, 31999);

        // When
        repairs.wrote(app, new Action.PatchService(edited, change("ports", "selector")));

        // Then
        assertThat(repairs.counts()).containsEntry("service_ports", 1L).containsEntry("service_selector", 0L);
    }

    @Test
    @DisplayName("not when the app was edited and its Service follows")
    void anEditOfTheApp() {
        // Given
        var left = service(1, 30001);
        repairs.foundRight(app, List.of(entry("http")), List.of(left));

        // When
        repairs.wrote(app, new Action.PatchService(left, change("ports", "labels")));
        repairs.wrote(app, new Action.AmendEntry(entry("http"), entry("web")));

        // Then
        assertThat(repairs.counts().values()).containsOnly(0L);
    }

    @Test
    @DisplayName("when an entry is not as it was left")
    void anEntryThatSomebodyEdited() {
        // Given
        repairs.foundRight(app, List.of(entry("http")), List.of(service(1, 30001)));

        // When
        repairs.wrote(app, new Action.AmendEntry(entry("forged"), entry("http")));

        // Then
        assertThat(repairs.counts()).containsEntry("entry_rewritten", 1L);
    }

    @Test
    @DisplayName("when the number of an entry is on the app's own Service already, and not when it is new")
    void anEntryThatWasLost() {
        // Given
        service(1, 30001);

        // When
        repairs.wrote(app, new Action.CreateEntry(entry("http")));
        repairs.wrote(app, new Action.CreateEntry(entry(30002, "other")));

        // Then
        assertThat(repairs.counts()).containsEntry("entry_remade", 1L);
    }

    @Test
    @DisplayName("not any more once the app is gone")
    void nothingIsKeptOfADeletedApp() {
        // Given
        repairs.foundRight(app, List.of(entry("http")), List.of(service(1, 30001)));
        repairs.forget(app.ref());

        // When
        repairs.wrote(app, new Action.PatchService(service(2, 31999), change("ports")));

        // Then
        assertThat(repairs.counts().values()).containsOnly(0L);
    }

    @Test
    @DisplayName("or not, and what was found right is known to be the app's, until the app no longer has it")
    void knowsWhatTheAppHolds() {
        // Given
        repairs.foundRight(app, List.of(entry("http"), entry(30002, "other")), List.of());

        // When
        repairs.wrote(app, new Action.DiscardClaim(entry(30002, "other")));

        // Then
        assertThat(repairs.held(app)).doesNotContain(30002);
        repairs.forget(app.ref());
        assertThat(repairs.held(app)).isEmpty();
    }

    @Test
    @DisplayName("or not, and before anything was found right, what the first status had from a ledger is the app's while its Service has it")
    void knowsWhatTheStatusHad() {
        // Given
        var first = App.from(Serialization.unmarshal("""
                metadata: {name: web, namespace: shop, uid: app-1, generation: 1}
                spec: {image: nginx, ports: [{name: http, containerPort: 80}]}
                status: {ports: [
                  {name: http, protocol: TCP, containerPort: 80, port: 80, nodePort: 30001, ledger: default},
                  {name: grpc, protocol: TCP, containerPort: 81, port: 81, nodePort: 30002, ledger: default}]}
                """, ExposedApp.class));
        repairs.seen(first);
        repairs.seen(app);
        assertThat(repairs.held(app)).containsExactlyInAnyOrder(30001, 30002);

        // When
        repairs.wrote(app, new Action.PatchService(service(1, 30001), change("ports")));

        // Then
        assertThat(repairs.held(app)).containsExactly(30001);
    }

    private static ServiceChange change(String... what) {
        return new ServiceChange(JsonNodeFactory.instance.arrayNode(), List.of(what), new TreeSet<>());
    }

    private static Entry entry(String port) {
        return entry(30001, port);
    }

    private static Entry entry(int number, String port) {
        return Entries.entry(number, "uid", "1", "default", Entry.State.HELD,
                new Holder(new AppRef("shop", "web"), "app-1", "web", List.of(new HeldPort(port, "TCP", 80))),
                "CoolDown", Instant.EPOCH, null);
    }

    /** The app's Service, which the caches then have. */
    private SeenService service(int version, int number) {
        var object = Serialization.unmarshal("""
                apiVersion: v1
                kind: Service
                metadata:
                  name: web
                  namespace: shop
                  uid: service-1
                  resourceVersion: "%d"
                  ownerReferences: [{apiVersion: exposedapp.io/v1, kind: ExposedApp, name: web, uid: app-1, controller: true}]
                spec: {type: NodePort, ports: [{name: http, port: 80, nodePort: %d}]}
                """.formatted(version, number), Service.class);
        var seen = ServiceReading.read(object);
        caches.services.seen(object, seen);
        return seen;
    }
}
