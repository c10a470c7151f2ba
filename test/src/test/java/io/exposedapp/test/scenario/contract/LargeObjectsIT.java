package io.exposedapp.test.scenario.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.ManyAtOnce;
import io.exposedapp.test.operator.OperatorProcess;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.tier.LongRunning;
import io.exposedapp.test.tier.ThoroughOnly;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ControlPlane
@LongRunning
@ExtendWith(QuietCluster.Provider.class)
@DisplayName("Objects as large as the API server stores, for an operator with the heap of the image")
class LargeObjectsIT {

    private static final int LARGE = 3;
    private static final int ORDINARY = 6;
    private static final int SERVICES = 12;
    private static final int APP_BYTES = 800_000;
    private static final int ANNOTATION_BYTES = 250_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int HUNDREDS = 200;
    private static final int EVERY_TENTH = 10;
    private static final int HUNDREDS_OF_SERVICES = 500;
    private static final Duration MUCH_PATIENCE = Duration.ofMinutes(20);
    /** A line of kubectl's table. */
    private static final Pattern READY = Pattern.compile("^\\S+ +1/1 .* Ready +\\S+$");

    @Test
    @DisplayName("neither end the process nor keep an app from becoming Ready, also when it starts with all of them there")
    void many(QuietCluster cluster, @TempDir Path logs) {
        // Given
        var large = names("large", LARGE);
        var ordinary = names("app", ORDINARY);
        var stranger = cluster.user();
        ManyAtOnce.forEach(names("service", SERVICES),
                name -> cluster.client().resource(service(stranger, name)).serverSideApply());
        var owner = cluster.user().within(PATIENCE);
        var other = cluster.user().within(PATIENCE);
        try (var process = OperatorProcess.start(cluster.cluster(), logs.resolve("first.log"), Map.of())) {
            process.awaitRunning();
            ManyAtOnce.forEach(large, name -> cluster.client().resource(app(owner, name)).serverSideApply());
            ManyAtOnce.forEach(ordinary, name -> other.exposes(name, "{name: http, containerPort: 80}"));
            ordinary.forEach(other::seesReady);
            large.forEach(owner::seesReady);
            assertThat(process.isAlive()).as(process.log()).isTrue();
        }

        // When
        try (var process = OperatorProcess.start(cluster.cluster(), logs.resolve("second.log"), Map.of())) {
            process.awaitRunning();
            other.exposes("late", "{name: http, containerPort: 80}");

            // Then
            other.seesReady("late");
            var before = large.stream().collect(Collectors.toMap(name -> name, name -> owner.pods(name).getFirst().getMetadata().getUid()));
            owner.kubectl("delete", "pod", "--all", "--wait=false");
            large.forEach(name -> owner.awaits(name + " has another pod", () -> owner.pods(name).stream()
                    .anyMatch(pod -> !pod.getMetadata().getUid().equals(before.get(name)))));
            large.forEach(owner::seesReady);
            assertThat(process.isAlive()).as(process.log()).isTrue();
        }
    }

    @ThoroughOnly
    @Test
    @DisplayName("by the hundred in one namespace do not end the process, and become Ready like as many ordinary apps of another one")
    void hundreds(@TempDir Path logs) {
        try (var cluster = QuietCluster.start(LargeObjectsIT::withRoom)) {
            // Given
            var stranger = cluster.user();
            var owner = cluster.user();
            var other = cluster.user();
            ManyAtOnce.forEach(names("service", HUNDREDS_OF_SERVICES), name -> create(cluster, service(stranger, name)));
            try (var process = OperatorProcess.start(cluster.cluster(), logs.resolve("operator.log"), Map.of())) {
                process.awaitRunning();

                // When
                createLarge(cluster, owner);
                ManyAtOnce.forEach(names("app", HUNDREDS), name -> create(cluster, app(other, name, "")));

                // Then
                seesAllReady(other, process);
                seesAllReady(owner, process);
            }
        }
    }

    /** Each write of an app's status stores all of the app anew. */
    private static ClusterOptions withRoom(ClusterOptions options) {
        return options.withEtcdFlags("--quota-backend-bytes=" + (8L << 30)).withApiServerFlags("--etcd-compaction-interval=30s");
    }

    /**
     * One after the other: at once they would keep an API server so busy that the client repeats them. Only every tenth has very many values, each of
     * which takes an API server a second to store.
     */
    private static void createLarge(QuietCluster cluster, User owner) {
        var few = app(owner, "few", fewLongValues());
        var many = app(owner, "many", manyShortValues());
        for (int i = 0; i < HUNDREDS; i++) {
            var app = i % EVERY_TENTH == 0 ? many : few;
            app.getMetadata().setName("large-" + i);
            create(cluster, app);
        }
    }

    /** The client repeats a request whose answer did not come in time, and may then meet what it has made. */
    private static void create(QuietCluster cluster, HasMetadata object) {
        try {
            cluster.client().resource(object).create();
        } catch (KubernetesClientException e) {
            assertThat(e.getCode()).as(e.getMessage()).isEqualTo(409);
        }
    }

    /** By the table that kubectl prints: the apps themselves would be more than a hundred megabytes at each look. */
    private static void seesAllReady(User user, OperatorProcess process) {
        Wait.until("all apps of " + user.namespace() + " are Ready").atMost(MUCH_PATIENCE).every(Duration.ofSeconds(3)).seen(() -> {
            assertThat(process.isAlive()).as(process.log()).isTrue();
            return user.kubectl("get", "xapp", "--no-headers").lines().toList();
        }, lines -> lines.size() == HUNDREDS && lines.stream().allMatch(line -> READY.matcher(line).find()));
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
    }

    /** Every other one has its bytes in few long values, and every other one in very many short ones, which take more memory. */
    private static ExposedApp app(User owner, String name) {
        return app(owner, name, name.hashCode() % 2 == 0 ? fewLongValues() : manyShortValues());
    }

    private static String fewLongValues() {
        return "env: [%s]"
                .formatted(IntStream.range(0, 400).mapToObj(i -> "{name: V%d, value: %s}".formatted(i, "v".repeat(APP_BYTES / 400)))
                        .collect(Collectors.joining(", ")));
    }

    private static String manyShortValues() {
        return "args: [%s]".formatted(String.join(", ", Collections.nCopies(APP_BYTES / 8, "\"aaaaa\"")));
    }

    private static ExposedApp app(User owner, String name, String more) {
        return Serialization.unmarshal("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {namespace: %s, name: %s}
                spec:
                  image: registry.example/web:1
                  ports: [{name: http, containerPort: 80}]
                  %s
                """.formatted(owner.namespace(), name, more), ExposedApp.class);
    }

    private static Service service(User stranger, String name) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Service
                metadata: {namespace: %s, name: %s, annotations: {note: %s}}
                spec: {ports: [{port: 80}]}
                """.formatted(stranger.namespace(), name, "n".repeat(ANNOTATION_BYTES)), Service.class);
    }
}
