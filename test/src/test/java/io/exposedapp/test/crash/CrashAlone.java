package io.exposedapp.test.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.CannotStart;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.crash.CutPoint.Moment;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.tier.Sample;
import io.exposedapp.test.tier.Thorough;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opentest4j.TestAbortedException;

/** For writes that concern no app: each crash has an operator to itself. */
@ControlPlane
@Thorough
@ExtendWith(CrashCluster.Provider.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CrashAlone {

    /** Each takes seconds. */
    private static final int EVERYDAY = 2;

    private CrashCluster cluster;

    @BeforeAll
    void inEmptyCluster(CrashCluster shared) {
        cluster = shared;
        cluster.empty();
    }

    /** How many there are to die at. */
    abstract int writes();

    /** Dies there; a successor must bring about what is there without a crash. */
    abstract void assertSameEnd(CutPoint cut);

    @TestFactory
    @DisplayName("leaves what its successor makes whole")
    Stream<DynamicTest> sameEnd() {
        var writes = IntStream.rangeClosed(1, writes()).boxed().toList();
        return Sample.ofThisRun().of("writes of " + getClass().getSimpleName() + " to die at", writes, EVERYDAY).stream()
                .flatMap(write -> Arrays.stream(Moment.values()).map(moment -> new CutPoint(write, moment))).map(cut -> DynamicTest
                        .dynamicTest("write %d %s".formatted(cut.write(), cut.moment().text()), () -> assertSameEnd(cut)));
    }

    /**
     * An operator that lives until that write.
     *
     * @param nothingLeft it has no more to write: only the last of the writes may be one that there was without a crash and is not with it
     */
    void dieAt(CutPoint cut, Map<String, String> environment, BooleanSupplier nothingLeft) {
        var connection = CutConnection.of(cut);
        try (var _ = start(connection, environment)) {
            Wait.until("the operator dies").isSo(
                    () -> connection.struck(CutConnection.EVERYTHING).isPresent()
                            || (cut.write() == writes() && nothingLeft.getAsBoolean()));
            connection.kill();
        } catch (KubernetesClientException | OperatorException | CannotStart e) {
            // it died before it ran
            assertThat(connection.struck(CutConnection.EVERYTHING)).as("what it died of: " + e).isPresent();
        }
        if (connection.struck(CutConnection.EVERYTHING).isEmpty()) {
            throw new TestAbortedException("one write fewer than without a crash: there was none to die at");
        }
    }

    RunningOperator start(CutConnection connection, Map<String, String> environment) {
        return RunningOperator.start(cluster.cluster(), connection::install, environment);
    }

    /** One that lives. */
    RunningOperator start(Map<String, String> environment) {
        return RunningOperator.start(cluster.cluster(), _ -> {
        }, environment);
    }

    KubernetesClient client() {
        return cluster.client();
    }
}
