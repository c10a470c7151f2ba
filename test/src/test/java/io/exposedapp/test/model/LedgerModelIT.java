package io.exposedapp.test.model;

import io.exposedapp.model.Sequence;
import io.exposedapp.model.Turn;
import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.ShippedRoles;
import io.exposedapp.test.tier.Sample;
import io.exposedapp.test.tier.Thorough;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The model's steps in an API server with few node ports, under an operator that dies now and then. A failure prints its seed and what was
 * done until then; {@code -Dexposedapp.seed=N} and {@code -Dexposedapp.turns=N} choose others.
 */
@ControlPlane
@Thorough
class LedgerModelIT {

    private static final long SEED = Long.getLong("exposedapp.seed", 1);
    private static final int TURNS = Integer.getInteger("exposedapp.turns", Sample.ofThisRun().of(60, 200));
    private static final List<Integer> SECONDS = List.of(0, 1, 2);

    @Test
    @DisplayName("Whatever users, strangers, administrators and crashes do, the ledger keeps its promises")
    void promisesAreKept() {
        var turns = Sequence.of(SEED, TURNS, SECONDS);
        var options = ClusterOptions.defaults().withSimulatedNodes(0).withCustomResources(CustomResources.manifests())
                .withApiServerFlags("--service-node-port-range=" + Sequence.NUMBERS).withKeptLogs(Path.of("target", "cluster-logs"));
        try (var cluster = TestCluster.start(options)) {
            ShippedRoles.apply(cluster);
            Sequence.NAMESPACES.forEach(name -> cluster.client()
                    .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build()).create());
            try (var play = new LivePlay(cluster)) {
                play(turns, play);
            } catch (AssertionError e) {
                cluster.keepLogs();
                throw e;
            }
        }
    }

    private static void play(List<Turn> turns, LivePlay play) {
        for (int turn = 0; turn < turns.size(); turn++) {
            try {
                play.play(turns.get(turn).step());
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "seed " + SEED + ", turn " + turn + ": " + e.getMessage() + "\nafter\n" + turns.subList(0, turn + 1)
                                .stream().map(done -> done.step().toString()).collect(Collectors.joining("\n")),
                        e);
            }
        }
        System.out.println(turns.size() + " turns of seed " + SEED + ", in which the operator died " + play.deaths() + " times");
    }
}
