package io.exposedapp.operator.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.exposure.SeenService.Controller;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose the Service of the app's Service name is; the app is shop/web with the UID app-2, and has entries for 30001 and 30002. */
class OwnershipTest {

    private static final App APP = App.from(Serialization.unmarshal("""
            metadata: {namespace: shop, name: web, uid: app-2}
            spec: {image: "web:1", ports: [{name: http, containerPort: 8080}]}
            """, ExposedApp.class));

    private static final App ASKING = App.from(Serialization.unmarshal("""
            metadata: {namespace: shop, name: web, uid: app-2}
            spec:
              image: "web:1"
              ports: [{name: http, containerPort: 8080}, {name: pinned, containerPort: 9000, nodePort: 30009},
                {name: metrics, containerPort: 9090, exposed: false}]
              exposure: {service: {adopt: true}}
            """, ExposedApp.class));

    private static final Controller SELF = new Controller("exposedapp.io", "ExposedApp", "web", "app-2");
    private static final Controller PREDECESSOR = new Controller("exposedapp.io", "ExposedApp", "web", "app-1");

    static Stream<Arguments> services() {
        Function<SeenService, Ownership> ours = Ownership.Ours::new;
        Function<SeenService, Ownership> orphan = Ownership.Orphan::new;
        Function<SeenService, Ownership> leaving = Ownership.Leaving::new;
        Function<SeenService, Ownership> uncontrolled = s -> new Ownership.NotOurs(s, "nobody controls it");
        return Stream.of(
                arguments("controlled by the app's UID: ours", SeenServices.controlledBy(SELF, 30001), ours),
                arguments("ours, whatever it carries", SeenServices.controlledBy(SELF, 31999), ours),
                arguments("ours and being deleted: leaving", SeenServices.of("NodePort", true, SELF, 30001), leaving),
                arguments("controlled by the app's predecessor: leaving", SeenServices.controlledBy(PREDECESSOR, 30001), leaving),
                arguments("another ExposedApp controls it",
                        SeenServices.controlledBy(new Controller("exposedapp.io", "ExposedApp", "other", "app-9"), 30001),
                        named("ExposedApp other controls it")),
                arguments("another kind of this name controls it",
                        SeenServices.controlledBy(new Controller("exposedapp.io", "Broker", "web", "b-1"), 30001),
                        named("Broker web controls it")),
                arguments("nobody controls it, and every number is in an entry: an orphan",
                        SeenServices.leadingToTheApp(SeenServices.controlledBy(null, 30001, 30002)), orphan),
                arguments("nobody controls it, it leads elsewhere, and has a port that the app does not declare",
                        SeenServices.controlledBy(null, 30001), uncontrolled),
                arguments("nobody controls it, and one number is in no entry", SeenServices.controlledBy(null, 30001, 30003), uncontrolled),
                arguments("nobody controls it, and a port has no number", SeenServices.controlledBy(null, 30001, 0), uncontrolled),
                arguments("nobody controls it, and it has no ports", SeenServices.controlledBy(null), uncontrolled),
                arguments("nobody controls it, and it is no NodePort Service", SeenServices.of("LoadBalancer", false, null, 30001),
                        uncontrolled),
                arguments("nobody controls it, and it is being deleted", SeenServices.of("NodePort", true, null, 30001), uncontrolled));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A Service of the app's name is")
    @MethodSource("services")
    void whose(String sentence, SeenService service, Function<SeenService, Ownership> expected) {
        assertThat(Ownership.of(APP, service, Set.of(30001, 30002))).as(sentence).isEqualTo(expected.apply(service));
    }

    static Stream<Arguments> servicesThatAreAskedFor() {
        var ours = SeenServices.controlledBy(SELF, 8080);
        Function<SeenService, Ownership> refused = s -> new Ownership.NotAdoptable(s,
                new Unfit.Controlled(new Controller("exposedapp.io", "Broker", "web", "b-1")));
        return Stream.of(
                arguments("nobody controls it: adoptable, whatever its ports are called", SeenServices.controlledBy(null, 8080),
                        (Function<SeenService, Ownership>) Ownership.Adoptable::new),
                arguments("nobody controls it, and it is being deleted: leaving", SeenServices.of("NodePort", true, null, 8080),
                        (Function<SeenService, Ownership>) Ownership.Leaving::new),
                arguments("every number is in an entry: an orphan, which needs no asking",
                        SeenServices.leadingToTheApp(SeenServices.controlledBy(null, 30001)),
                        (Function<SeenService, Ownership>) Ownership.Orphan::new),
                arguments("controlled by the app, and marked: being adopted", SeenServices.marked(ours),
                        (Function<SeenService, Ownership>) Ownership.Adopting::new),
                arguments("controlled by the app, and not marked: ours", ours, (Function<SeenService, Ownership>) Ownership.Ours::new),
                arguments("somebody controls it", SeenServices.controlledBy(new Controller("exposedapp.io", "Broker", "web", "b-1"), 8080),
                        refused),
                arguments("it is a LoadBalancer", SeenServices.of("LoadBalancer", false, null, 8080), unfit(new Unfit.LoadBalancer())),
                arguments("it is a ClusterIP Service", SeenServices.of("ClusterIP", false, null, 8080),
                        unfit(new Unfit.WithoutNodePorts("ClusterIP", false))),
                arguments("the app does not declare a port of it", SeenServices.controlledBy(null, 8080, 8081),
                        unfit(new Unfit.Undeclared(List.of(new ServicePort("p8081", "TCP", 8081, "http", 8081, null))))),
                arguments("the app does not expose a port of it", SeenServices.controlledBy(null, 8080, 9090),
                        unfit(new Unfit.NotExposed(List.of(new ServicePort("p9090", "TCP", 9090, "http", 9090, null))))),
                arguments("the app pins a port of it elsewhere", SeenServices.controlledBy(null, 8080, 9000),
                        unfit(new Unfit.PinnedElsewhere("pinned", 30009, 9000))));
    }

    private static Function<SeenService, Ownership> unfit(Unfit unfit) {
        return service -> new Ownership.NotAdoptable(service, unfit);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A Service that the app asks to take over is")
    @MethodSource("servicesThatAreAskedFor")
    void askedFor(String sentence, SeenService service, Function<SeenService, Ownership> expected) {
        assertThat(Ownership.of(ASKING, service, Set.of(30001, 30002))).as(sentence).isEqualTo(expected.apply(service));
    }

    static Stream<Arguments> internalServices() {
        var left = SeenServices.leadingToTheApp(SeenServices.of("ClusterIP", false, null, 0));
        Function<SeenService, Ownership> ours = Ownership.Ours::new;
        Function<SeenService, Ownership> leaving = Ownership.Leaving::new;
        Function<SeenService, Ownership> orphan = Ownership.Orphan::new;
        Function<SeenService, Ownership> uncontrolled = s -> new Ownership.NotOurs(s, "nobody controls it");
        return Stream.of(
                arguments("controlled by the app's UID: ours, whatever its type is by now", SeenServices.controlledBy(SELF, 30001), ours),
                arguments("ours and being deleted: leaving", SeenServices.of("ClusterIP", true, SELF, 0), leaving),
                arguments("controlled by the app's predecessor: leaving", SeenServices.of("ClusterIP", false, PREDECESSOR, 0), leaving),
                arguments("controlled by an object of the same kind and name in another API group",
                        SeenServices.of("ClusterIP", false, new Controller("example.com", "ExposedApp", "web", "x-1"), 0),
                        named("ExposedApp.example.com web controls it")),
                arguments("somebody controls it",
                        SeenServices.of("ClusterIP", false, new Controller("exposedapp.io", "Broker", "web", "b-1"), 0),
                        named("Broker web controls it")),
                arguments("nobody controls it, and it is as the operator makes it: an orphan", SeenServices.labelled(left), orphan),
                arguments("nobody controls it, and it has not the operator's labels", left, uncontrolled),
                arguments("nobody controls it, and it leads elsewhere", SeenServices.labelled(SeenServices.of("ClusterIP", false, null, 0)),
                        uncontrolled),
                arguments("nobody controls it, and it is of another type",
                        SeenServices.labelled(SeenServices.leadingToTheApp(SeenServices.controlledBy(null, 30001))), uncontrolled),
                arguments("an orphan that is being deleted: leaving",
                        SeenServices.labelled(SeenServices.leadingToTheApp(SeenServices.of("ClusterIP", true, null, 0))), leaving));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A Service of the name for clients inside the cluster is, though the app asks to take over what it can,")
    @MethodSource("internalServices")
    void whoseInside(String sentence, SeenService service, Function<SeenService, Ownership> expected) {
        assertThat(Ownership.ofInternal(ASKING, service)).as(sentence).isEqualTo(expected.apply(service));
    }

    @Test
    @DisplayName("Somebody else's Service is in nobody's way while the app has no port to expose")
    void nothingToExpose() {
        var app = App.from(Serialization.unmarshal("""
                metadata: {namespace: shop, name: web, uid: app-2}
                spec: {image: "web:1", ports: [{name: http, containerPort: 8080, exposed: false}]}
                """, ExposedApp.class));

        assertThat(Ownership.of(app, SeenServices.controlledBy(null, 31000), Set.of())).isEqualTo(new Ownership.Absent());
        assertThat(Ownership.of(app, SeenServices.controlledBy(SELF, 31000), Set.of())).isInstanceOf(Ownership.Ours.class);
    }

    @Test
    @DisplayName("No Service, no owner")
    void absent() {
        assertThat(Ownership.of(APP, null, Set.of(30001))).isEqualTo(new Ownership.Absent());
    }

    @Test
    @DisplayName("A Service carries its nodePorts and its health check, and nothing under 0")
    void carries() {
        var service = new SeenService("shop", "web", "svc-1", "7", false, null, false, "LoadBalancer",
                List.of(new ServicePort("a", "TCP", 80, "http", 30001, null), new ServicePort("b", "TCP", 81, "http", 0, null)),
                30009, Map.of(), Map.of(), Map.of(), Set.of(), Set.of(),
                ServicePolicies.of(null, null, null, null), false, false, null);

        assertThat(service.carries(30001)).isTrue();
        assertThat(service.carries(30009)).isTrue();
        assertThat(service.carries(80)).isFalse();
        assertThat(service.carries(0)).isFalse();
    }

    private static Function<SeenService, Ownership> named(String owner) {
        return service -> new Ownership.NotOurs(service, owner);
    }
}
