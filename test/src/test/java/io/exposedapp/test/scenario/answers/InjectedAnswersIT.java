package io.exposedapp.test.scenario.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.cluster.proxy.ApiServerProxy;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.tier.Sample;
import io.exposedapp.test.tier.Thorough;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Between the operator and the API server stands a proxy that answers chosen requests in the API server's place, or after it has done what it was
 * asked. Apps live side by side, and in each stage of each life one kind of request goes wrong in one way.
 */
@ControlPlane
@Thorough
@ExtendWith(QuietCluster.Provider.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("While the API server's answers go wrong")
class InjectedAnswersIT {

    /** In place of 20 s: a request that has no answer by then has failed. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

    private static final int SIDE_BY_SIDE = 60;
    private static final int EVERYDAY = 8;
    private static final int THOROUGHLY = 120;

    private final Injection injection = new Injection();
    private final List<TestNamespace> namespaces = new ArrayList<>();
    private ApiServerProxy proxy;
    private RunningOperator operator;

    @BeforeAll
    void start(QuietCluster cluster) {
        cluster.cluster().kubectlWithInput("""
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: default}
                spec: {coolDownSeconds: 1}
                """, "apply", "-f", "-").orThrow();
        proxy = cluster.cluster().proxy(RunningOperator.kubeconfig(cluster.cluster()), injection);
        operator = RunningOperator.startBehind(proxy, cluster.cluster(), REQUEST_TIMEOUT);
    }

    @AfterAll
    void stop() {
        operator.close();
        proxy.close();
        namespaces.forEach(TestNamespace::close);
    }

    @Test
    @DisplayName("of one app, its status is true and names what goes wrong, nothing loops, and all is well soon after")
    void requests(QuietCluster cluster) {
        var plays = Sample.ofThisRun().of("lives in which answers go wrong", Plays.of(requestsOfOneLife(cluster)), EVERYDAY, THOROUGHLY);
        var director = new Director(cluster.cluster(), injection);

        // When
        for (int from = 0; from < plays.size(); from += SIDE_BY_SIDE) {
            var batch = plays.subList(from, Math.min(plays.size(), from + SIDE_BY_SIDE));
            director.play(
                    IntStream.range(0, batch.size()).mapToObj(index -> new Play(namespace(cluster, index), batch.get(index))).toList());
        }

        // Then
        assertThat(director.wrong()).isEmpty();
        System.out.println(
                "INJECTED " + director.struck() + " of " + director.chosen() + " chosen requests went wrong; the others were not made");
        assertThat(director.struck()).as("requests that went wrong").isGreaterThan(director.chosen() * 3 / 4);
        assertThat(operator.halted()).isFalse();
    }

    private Map<Stage, List<Target>> requestsOfOneLife(QuietCluster cluster) {
        var play = new Play(namespace(cluster, 0), Map.of());
        var requests = new EnumMap<Stage, List<Target>>(Stage.class);
        var director = new Director(cluster.cluster(), injection);
        for (var stage : Stage.values()) {
            assertThat(director.play(stage, List.of(play))).hasSize(1);
            requests.put(stage, injection.requests(play.namespace()));
        }
        return requests;
    }

    /** What an app has left is gone when its life ends, so the next one may live there. */
    private String namespace(QuietCluster cluster, int index) {
        while (namespaces.size() <= index) {
            namespaces.add(TestNamespace.create(cluster.client(), "answers that go wrong"));
        }
        return namespaces.get(index).name();
    }
}
