package io.exposedapp.test.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.KeepsLogs;
import io.exposedapp.test.cluster.Nodes;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.cluster.node.Heartbeat;
import io.exposedapp.test.operator.ShippedRoles;
import io.exposedapp.test.tier.Sample;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./mvnw verify -Pchaos} plays it, for ten minutes or {@code -Dexposedapp.chaos.minutes=N}. The seed says which disturbances and edits come in
 * which order, and for how long; not which edit meets which disturbance, nor which app is left alone by it, since a machine is not equally fast each time.
 */
@Nodes
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("While programs are killed, packets dropped, nodes cordoned and lost, and apps edited,")
class ChaosIT {

    private static final Duration LENGTH = Duration.ofMinutes(Long.getLong("exposedapp.chaos.minutes", 10));
    /** Longer than an app may be falsely Ready: until then its pods on a lost node are not ready, and no others come. */
    private static final int EVICTION_SECONDS = 13;
    private static final int ONE_REQUEST_MILLIS = 5000;

    private final TestCluster cluster = TestCluster.start(ClusterOptions.defaults().withSimulatedNodes(0).withRealNodes(2)
            .withHeartbeat(Heartbeat.QUICK).withCustomResources(CustomResources.manifests())
            .withApiServerFlags("--default-not-ready-toleration-seconds=" + EVICTION_SECONDS,
                    "--default-unreachable-toleration-seconds=" + EVICTION_SECONDS)
            .withKeptLogs(Path.of("target", "cluster-logs")));
    private final Chronicle chronicle = new Chronicle();
    private final List<Double> secondsToReady = new ArrayList<>();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path operatorLogs;

    @RegisterExtension
    private final KeepsLogs logs = _ -> cluster.keepLogs();

    @BeforeAll
    void prepare() {
        LocalImages.loadInto(cluster.nodes());
        ShippedRoles.apply(cluster);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    @DisplayName("no number is given twice or changes by itself, no app is falsely Ready, and all are Ready soon after each fault")
    void chaos() throws IOException {
        // Given
        long seed = Sample.ofThisRun().seed();
        chronicle.tell("%d minutes, -Dexposedapp.seed=%d repeats the disturbances and edits".formatted(LENGTH.toMinutes(), seed));
        try (var namespace = TestNamespace.create(cluster.client(), "chaos");
                var client = impatientClient();
                var operator = new SupervisedOperator(cluster, operatorLogs, chronicle);
                var editor = new Editor(client, namespace.name(), seed, chronicle);
                var watcher = Watcher.start(client, namespace.name(), operator::isRunning, chronicle)) {
            var play = new Play(new Scene(cluster, client, operator, chronicle), new Deck(seed, cluster.nodes().all().size()), editor,
                    watcher, namespace.name(), secondsToReady);
            cluster.kubectlWithInput(ledger(namespace.name()), "apply", "-f", "-").orThrow();
            operator.start();
            operator.awaitRunning();
            play.prepare();

            // When
            var broken = rounds(play, seed);

            // Then
            chronicle.tell(watcher.summary());
            chronicle.tell(
                    String.format(Locale.ROOT, "%d rounds; seconds until everything was Ready: %.1f at most", secondsToReady.size() - 1,
                            Collections.max(secondsToReady)));
            assertThat(broken).isEmpty();
        }
    }

    /** What is broken, with all that explains it; empty if nothing is. */
    private String rounds(Play play, long seed) {
        long end = System.nanoTime() + LENGTH.toNanos();
        try {
            for (int round = 1; System.nanoTime() < end; round++) {
                play.round(round);
            }
            return "";
        } catch (AssertionError | RuntimeException e) {
            return "-Dexposedapp.seed=%d; the operator's logs are in %s\n%s\nThe last round:\n%s".formatted(seed, operatorLogs,
                    e.getMessage(),
                    chronicle);
        }
    }

    /** One who does not try again, so that what happens during an outage is over with it. */
    private KubernetesClient impatientClient() throws IOException {
        var config = Config.fromKubeconfig(Files.readString(cluster.kubeconfig()));
        config.setRequestRetryBackoffLimit(0);
        config.setRequestTimeout(ONE_REQUEST_MILLIS);
        config.setConnectionTimeout(ONE_REQUEST_MILLIS);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** The numbers that apps pin are no other's, and a number that an app no longer uses is granted to no other before the play is over. */
    private static String ledger(String namespace) {
        return """
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: default}
                spec:
                  coolDownSeconds: 86400
                  setAside:
                """ + IntStream.range(0, WantedApp.PINNABLE)
                .mapToObj(
                        app -> "  - {numbers: [%d-%d], for: {namespace: %s, app: %s, port: http}}".formatted(WantedApp.pins(app).getFirst(),
                                WantedApp.pins(app).getLast(), namespace, WantedApp.name(app)))
                .collect(Collectors.joining("\n"));
    }
}
