package io.exposedapp.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.exposedapp.api.v1.ExposedAppSpec;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.exposure.DesiredService;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServicePort;
import io.exposedapp.operator.workload.PodBlueprint;
import io.exposedapp.operator.workload.Revision;
import io.exposedapp.operator.workload.SeenPod;
import io.exposedapp.operator.workload.SeenRevision;
import io.fabric8.kubernetes.api.model.ContainerPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While a port is being renamed,")
class TargetsTest {

    private static final App HTTP = app("[{name: http, containerPort: 8080, port: 80}]");
    private static final App WWW = app("[{name: www, containerPort: 9090, port: 80}]");

    @Test
    @DisplayName("pods of the new revision have the old name too, on the new number")
    void alias() {
        // Given
        var spec = new ObjectMapper().convertValue(object("[{name: www, containerPort: 9090, port: 80}]").path("spec"),
                ExposedAppSpec.class);

        // When
        var aliases = Targets.aliases(WWW, List.of(service(HTTP, "http")));

        // Then
        assertThat(aliases).isEqualTo(Map.of("http", "www"));
        assertThat(PodBlueprint.template(WWW, spec, aliases).getSpec().getContainers().getFirst().getPorts())
                .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
                .containsExactly(tuple("www", 9090), tuple("http", 9090));
    }

    @Test
    @DisplayName("there is no second name for a number, for a name that the spec has, nor for a port that is gone")
    void noAlias() {
        // Given
        var swapped = app("[{name: a, containerPort: 1, port: 80}, {name: http, containerPort: 2, port: 81}]");
        var moved = app("[{name: www, containerPort: 9090, port: 8888}]");

        // When
        var none = List.of(Targets.aliases(WWW, List.of(service(HTTP, "8080"))), Targets.aliases(swapped, List.of(service(HTTP, "http"))),
                Targets.aliases(moved, List.of(service(HTTP, "http"))), Targets.aliases(WWW, List.of()));

        // Then
        assertThat(none).allMatch(Map::isEmpty);
    }

    @Test
    @DisplayName("the Service keeps the old one until all replicas are new and Ready")
    void kept() {
        // Given
        var service = service(HTTP, "http");
        var old = stored(HTTP);

        // When
        var before = Targets.kept(seen(service, List.of(old), List.of()), revision(), service);
        var half = Targets.kept(seen(service, List.of(old), List.of(pod(0, true), pod(1, false))), revision(), service);
        var after = Targets.kept(seen(service, List.of(old), List.of(pod(0, true), pod(1, true))), revision(), service);

        // Then
        assertThat(before).isEqualTo(Map.of("www", "http"));
        assertThat(half).isEqualTo(Map.of("www", "http"));
        assertThat(after).isEmpty();
    }

    @Test
    @DisplayName("the Service's port itself keeps its name until the new pods are all Ready, and the former ones gone: nodes know endpoints by it")
    void serviceName() {
        // Given
        var service = service(HTTP, "http");
        var desired = DesiredService.of(WWW, Map.of("www", 30001), Map.of());
        var draining = former(Situation.NOW.plusSeconds(3));
        var lost = former(Situation.NOW.minusSeconds(3));
        var pods = Stream.of(List.of(pod(0, true), pod(1, false)), List.of(pod(0, true), pod(1, true), draining),
                List.of(pod(0, true), pod(1, true), lost), List.of(pod(0, true), pod(1, true)));

        // When
        var names = pods.map(some -> name(Targets.named(seen(service, List.of(stored(HTTP)), some), revision(), service, desired)));

        // Then
        assertThat(names).containsExactly("http", "http", "www", "www");
    }

    @Test
    @DisplayName("a port keeps no name that another one is to have, nor one of a port that changes its number too")
    void namesGivenAway() {
        // Given
        var service = service(HTTP, "http");
        var taken = DesiredService.of(app("[{name: http, containerPort: 1, port: 81}, {name: www, containerPort: 2, port: 80}]"),
                Map.of("http", 30002, "www", 30001), Map.of());
        var moved = DesiredService.of(WWW, Map.of("www", 30009), Map.of());

        // When
        var names = Stream.of(taken, moved).map(desired -> desired.underNamesOf(service, Set.of("http"))).toList();

        // Then
        assertThat(names).containsExactly(taken, moved);
    }

    @Test
    @DisplayName("a name that no revision knows was set by hand: it is not kept, neither as a target nor as the port's own")
    void byHand() {
        // Given
        var service = service(HTTP, "nonsense");
        var old = seen(service, List.of(stored(app("[{name: other, containerPort: 8080, port: 80}]"))), List.of());
        var desired = DesiredService.of(WWW, Map.of("www", 30001), Map.of());

        // When
        var kept = Targets.kept(old, revision(), service);
        var named = Targets.named(old, revision(), service, desired);

        // Then
        assertThat(kept).isEmpty();
        assertThat(name(named)).isEqualTo("www");
    }

    @Test
    @DisplayName("and hidden in the same edit, the Service that is made for clients inside leads to the pods that are there")
    void hiddenToo() {
        // Given
        var hidden = "[{name: www, containerPort: 9090, port: 80, exposed: false}]";
        var service = service(HTTP, "http");
        var seen = seen(hidden, service, List.of(stored(HTTP)), List.of());

        // When
        var actions = AppPlanner.plan(seen).plan().actions();

        // Then
        assertThat(actions).first().isInstanceOfSatisfying(Action.CreateService.class, create -> {
            assertThat(create.desired().name()).isEqualTo("web-internal");
            assertThat(create.desired().ports()).extracting(ServicePort::name, ServicePort::targetPort)
                    .containsExactly(tuple("www", "http"));
        });
        assertThat(Targets.aliases(app(hidden), seen.services())).as("what the pods that replace them have too")
                .isEqualTo(Map.of("http", "www"));
    }

    private static String name(DesiredService service) {
        return String.valueOf(service.ports().getFirst().name());
    }

    private static Revision revision() {
        return Revision.of(WWW, List.of());
    }

    private static AppObserved seen(SeenService service, List<SeenRevision> revisions, List<SeenPod> pods) {
        return seen("[{name: www, containerPort: 9090, port: 80}]", service, revisions, pods);
    }

    private static AppObserved seen(String ports, SeenService service, List<SeenRevision> revisions, List<SeenPod> pods) {
        var text = new ObjectMapper().createObjectNode();
        text.set("app", object(ports));
        var plain = new Situation(text).observed();
        return new AppObserved(plain.app(), true, plain.book(), plain.learnt(), Map.of(), service, null, pods, revisions, List.of(),
                List.of(), Map.of(),
                plain.addresses(), Situation.NOW);
    }

    private static SeenPod pod(int slot, boolean ready) {
        return pod(revision().hash(), slot, ready, null);
    }

    /** On its way out. */
    private static SeenPod former(Instant goneBy) {
        return pod(Revision.of(HTTP, List.of()).hash(), 0, true, goneBy);
    }

    private static SeenPod pod(String hash, int slot, boolean ready, @Nullable Instant goneBy) {
        return new SeenPod(WWW.ref(), Names.pod("web", hash, slot), "pod-" + hash + slot, "1", hash, WWW.uid(), SeenPod.Phase.RUNNING,
                ready,
                Situation.NOW, "node-1", goneBy, Situation.NOW.minus(Duration.ofMinutes(1)), 0, 0, null);
    }

    private static SeenRevision stored(App app) {
        var revision = Revision.of(app, List.of());
        return new SeenRevision(app.ref(), Names.revision("web", revision.hash()), "rev-" + revision.hash(), "1", revision.hash(), 1,
                revision.intent(), Set.copyOf(app.portOrder()), Situation.NOW, app.uid(), null);
    }

    private static SeenService service(App app, String target) {
        var made = Situation.seen(app, Map.of("http", 30001), new SeenService.Controller("exposedapp.io", "ExposedApp", "web", app.uid()));
        var port = made.ports().getFirst();
        return new SeenService(made.namespace(), made.name(), made.uid(), made.resourceVersion(), false, made.controller(), true,
                made.type(), List.of(new ServicePort(port.name(), port.protocol(), port.port(), target, port.nodePort(), null)), 0,
                made.selector(), made.labels(), made.annotations(), made.ownLabels(), made.ownAnnotations(), made.policies(), false, false,
                null);
    }

    private static App app(String ports) {
        var text = new ObjectMapper().createObjectNode();
        text.set("app", object(ports));
        return new Situation(text).observed().app();
    }

    private static JsonNode object(String ports) {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree("""
                    apiVersion: exposedapp.io/v1
                    kind: ExposedApp
                    metadata: {namespace: shop, name: web, uid: web-1}
                    spec: {image: "web:1", replicas: 2, ports: %s}
                    """.formatted(ports));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
