package io.exposedapp.test.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exposedapp.operator.CannotStart;
import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.crash.CutPoint.Moment;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.ShippedRoles;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** For writes that concern no app: each crash has an operator, and a cluster without nodes, to itself. */
@ControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CrashAlone {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private TestCluster cluster;

    @BeforeAll
    void startCluster() {
        cluster = TestCluster.start(ClusterOptions.defaults().withSimulatedNodes(0).withCustomResources(CustomResources.manifests())
                .withKeptLogs(Path.of("target", "cluster-logs")));
        ShippedRoles.apply(cluster);
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    /** How many there are to die at. */
    abstract int writes();

    /** Dies there; a successor must bring about what is there without a crash. */
    abstract void assertSameEnd(CutPoint cut);

    @TestFactory
    @DisplayName("leaves what its successor makes whole")
    Stream<DynamicTest> sameEnd() {
        return IntStream.rangeClosed(1, writes()).boxed()
                .flatMap(write -> Arrays.stream(Moment.values()).map(moment -> new CutPoint(write, moment))).map(cut -> DynamicTest
                        .dynamicTest("write %d %s".formatted(cut.write(), cut.moment().text()), () -> assertSameEnd(cut)));
    }

    /**
     * An operator that lives until that write.
     *
     * @param nothingLeft it has no more to write, fewer writes than the one without a crash
     */
    void dieAt(CutPoint cut, Map<String, String> environment, BooleanSupplier nothingLeft) {
        var connection = CutConnection.of(cut);
        try (var _ = start(connection, environment)) {
            await("it dies").atMost(PATIENCE)
                    .until(() -> connection.struck(CutConnection.EVERYTHING).isPresent() || nothingLeft.getAsBoolean());
            connection.kill();
        } catch (KubernetesClientException | OperatorException | CannotStart e) {
            // it died before it ran
            assertThat(connection.struck(CutConnection.EVERYTHING)).as("what it died of: " + e).isPresent();
        }
    }

    RunningOperator start(CutConnection connection, Map<String, String> environment) {
        return RunningOperator.start(cluster, connection::install, environment);
    }

    /** One that lives. */
    RunningOperator start(Map<String, String> environment) {
        return RunningOperator.start(cluster, _ -> {
        }, environment);
    }

    KubernetesClient client() {
        return cluster.client();
    }

    void apply(String yaml) {
        cluster.kubectlWithInput(yaml, "apply", "-f", "-").orThrow();
    }
}
