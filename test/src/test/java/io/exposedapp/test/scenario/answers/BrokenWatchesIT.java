package io.exposedapp.test.scenario.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.proxy.ApiServerProxy;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.scenario.answers.BrokenWatches.Broken;
import io.exposedapp.test.scenario.answers.BrokenWatches.Kind;
import io.exposedapp.test.tier.Sample;
import io.exposedapp.test.tier.Thorough;
import io.exposedapp.test.waiting.Wait;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Between the operator and the API server stands a proxy that ends all watches and answers what the operator then asks for in the API server's
 * place. Meanwhile an app goes on with its life.
 */
@ControlPlane
@Thorough
@ExtendWith(QuietCluster.Provider.class)
@DisplayName("While lists and watches go wrong")
class BrokenWatchesIT {

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration GOES_ON = Duration.ofSeconds(4);

    /** The client begins a watch whose end it has not noticed again after 120 s. */
    private static final Duration NOTICED = Duration.ofMinutes(3);
    private static final int EVERYDAY = 2;
    private static final int THOROUGHLY = 24;

    private final BrokenWatches watches = new BrokenWatches();
    private final List<String> loops = new ArrayList<>();

    @Test
    @DisplayName("nothing loops, the process lives on, and all that the user asked for meanwhile is there soon after")
    void requests(QuietCluster cluster) {
        var cases = Sample.ofThisRun().of("ways in which lists and watches go wrong",
                Stream.of(Kind.values()).flatMap(kind -> InjectedAnswer.inPlace().stream().map(answer -> new Broken(kind, answer)))
                        .toList(),
                EVERYDAY, THOROUGHLY);
        var user = cluster.user();
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: default}
                spec: {coolDownSeconds: 1}
                """);
        try (var proxy = cluster.cluster().proxy(RunningOperator.kubeconfig(cluster.cluster()), watches);
                var operator = RunningOperator.startBehind(proxy, cluster.cluster(), REQUEST_TIMEOUT)) {

            // When
            var stages = new ArrayDeque<Stage>();
            for (var broken : cases) {
                if (stages.isEmpty()) {
                    Collections.addAll(stages, Stage.values());
                }
                play(cluster, user, proxy, stages.remove(), broken);
            }

            // Then
            assertThat(loops).isEmpty();
            assertThat(operator.halted()).isFalse();
        }
    }

    private void play(QuietCluster cluster, User user, ApiServerProxy proxy, Stage stage, Broken broken) {
        watches.begin(broken);
        proxy.cut();
        edit(cluster, user, stage);
        long began = System.nanoTime();
        Wait.until(broken + " has gone on for a while").atMost(NOTICED).isSo(
                () -> watches.struck() > 0 && past(began).compareTo(GOES_ON) > 0,
                watches::struck);
        if (watches.struck() > 100 + 20 * past(began).toSeconds()) {
            loops.add("when the user %s (%s): %d requests in %d ms".formatted(stage.text(), broken, watches.struck(),
                    past(began).toMillis()));
        }
        watches.end();
        Wait.until("all is well after " + broken).atMost(NOTICED).seen(
                () -> Sight.look(cluster.client()).missing(user.namespace(), stage).orElse(""),
                String::isEmpty);
    }

    private static void edit(QuietCluster cluster, User user, Stage stage) {
        var yaml = stage.yaml();
        if (yaml == null) {
            cluster.client().resources(ExposedApp.class).inNamespace(user.namespace()).withName("web").delete();
        } else {
            user.applies(yaml);
        }
    }

    private static Duration past(long since) {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
