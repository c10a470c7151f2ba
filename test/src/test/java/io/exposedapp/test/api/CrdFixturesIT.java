package io.exposedapp.test.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(CrdCluster.Provider.class)
@TestInstance(Lifecycle.PER_CLASS)
@DisplayName("The API server, given a fixture,")
class CrdFixturesIT {

    private final KubernetesClient client;
    private final TestNamespace namespace;

    /** With a client that does not retry: the API server calls some malformed applies an internal error (500). */
    CrdFixturesIT(CrdCluster crds) throws IOException {
        namespace = crds.namespace();
        var config = Config.fromKubeconfig(Files.readString(crds.cluster().kubeconfig()));
        config.setRequestRetryBackoffLimit(0);
        client = new KubernetesClientBuilder().withConfig(config).build();
    }

    @AfterAll
    void close() {
        namespace.close();
        client.close();
    }

    /** The two ways in which people write; they are refused in different words. */
    private enum Way {
        CREATE,
        SERVER_SIDE_APPLY
    }

    @TestFactory
    @DisplayName("refuses what is invalid, in the expected words")
    Stream<DynamicTest> refuses() throws IOException, URISyntaxException {
        return Fixture.all().stream().filter(fixture -> !fixture.isValid())
                .map(fixture -> DynamicTest.dynamicTest(fixture.name(), () -> everyWay(way -> {
                    // Given
                    var objects = fixture.objects(namespace.name());
                    try (var written = new Written(client, way)) {
                        objects.subList(0, objects.size() - 1).forEach(written::write);

                        // When
                        var refusal = catchThrowableOfType(KubernetesClientException.class, () -> written.write(objects.getLast()));

                        // Then
                        assertThat(refusal).as("%s by %s was accepted", fixture.name(), way).isNotNull();
                        assertThat(fixture.expected()).as("%s by %s", fixture.name(), way)
                                .anySatisfy(words -> assertThat(refusal).hasMessageContaining(words));
                    }
                })));
    }

    @TestFactory
    @DisplayName("stores what is valid as it was written (with replicas 1 where they are unset), as Java reads it, and as the next apply leaves it")
    Stream<DynamicTest> stores() throws IOException, URISyntaxException {
        return Fixture.all().stream().filter(Fixture::isValid)
                .map(fixture -> DynamicTest.dynamicTest(fixture.name(), () -> everyWay(way -> {
                    // Given
                    var objects = fixture.objects(namespace.name());
                    var last = objects.getLast();
                    try (var written = new Written(client, way)) {
                        // When
                        objects.forEach(written::write);

                        // Then
                        var stored = client.resource(last).get();
                        assertThat(stored.<Object>get("spec")).as("%s by %s", fixture.name(), way).isEqualTo(withReplicas(last));
                        assertThat(client.getKubernetesSerialization().convertValue(stored, kind(last)).getSpec()).isNotNull();
                        var again = client.resource(last).dryRun().fieldManager("fixtures").forceConflicts().serverSideApply();
                        assertThat(again.<Object>get("spec")).as("%s by %s", fixture.name(), way).isEqualTo(stored.get("spec"));
                    }
                })));
    }

    private static Map<String, Object> withReplicas(GenericKubernetesResource object) {
        var spec = new TreeMap<String, Object>(object.<Map<String, Object>>get("spec"));
        if (object.getKind().equals("ExposedApp")) {
            spec.putIfAbsent("replicas", 1);
        }
        return spec;
    }

    private static Class<? extends CustomResource<?, ?>> kind(GenericKubernetesResource object) {
        return switch (object.getKind()) {
            case "ExposedApp" -> ExposedApp.class;
            case "NodePortLedger" -> NodePortLedger.class;
            case "NodePortReservation" -> NodePortReservation.class;
            default -> throw new IllegalArgumentException("no kind of ours: " + object.getKind());
        };
    }

    private static void everyWay(Consumer<Way> test) {
        List.of(Way.values()).forEach(test);
    }

    /** What one test wrote of one name, and deletes again. */
    private static final class Written implements AutoCloseable {

        private final KubernetesClient client;
        private final Way way;
        private @Nullable GenericKubernetesResource live;

        Written(KubernetesClient client, Way way) {
            this.client = client;
            this.way = way;
        }

        void write(GenericKubernetesResource object) {
            live = switch (way) {
                case CREATE -> live == null ? client.resource(object).create() : replace(object, live);
                case SERVER_SIDE_APPLY -> client.resource(object).fieldManager("fixtures").serverSideApply();
            };
        }

        private GenericKubernetesResource replace(GenericKubernetesResource object, GenericKubernetesResource former) {
            return client.resource(object).lockResourceVersion(former.getMetadata().getResourceVersion()).update();
        }

        @Override
        public void close() {
            if (live != null) {
                client.resource(live).delete();
            }
        }
    }
}
