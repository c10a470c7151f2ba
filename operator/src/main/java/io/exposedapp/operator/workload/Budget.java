package io.exposedapp.operator.workload;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.ControllerReference;
import io.exposedapp.operator.app.Labels;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetSpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetSpecBuilder;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The app's PodDisruptionBudget: so many pods are left by a drain. */
public final class Budget {

    private Budget() {
    }

    /** It bears the app's name. */
    public static String name(App app) {
        return app.ref().name();
    }

    /** At most all replicas but one, or a drain would wait for ever; empty where nothing would be kept. */
    static OptionalInt wanted(App app) {
        var most = Math.min(app.minAvailable(), app.replicas() - 1);
        return most > 0 ? OptionalInt.of(most) : OptionalInt.empty();
    }

    /**
     * The move that is due. One that was orphaned with the app of this name is made anew rather than adopted: without an owner it means nothing to
     * anybody. That of a predecessor waits for garbage collection, and is waited for.
     */
    static Stream<Move> moves(App app, List<SeenBudget> budgets) {
        var there = budgets.stream().filter(budget -> budget.name().equals(name(app))).findFirst().orElse(null);
        var wanted = wanted(app);
        if (there == null) {
            return wanted.stream().mapToObj(Move.CreateBudget::new);
        }
        return switch (Owner.of(there.controllerUid(), app.uid())) {
            case OURS -> wanted.isEmpty() ? Stream.of(new Move.DeleteBudget(there)) : resize(there, wanted.getAsInt());
            case NOBODY -> there.minAvailable() != null
                    ? Stream.of(new Move.DeleteBudget(there))
                    : wanted.stream().mapToObj(Move.CreateBudget::new);
            case OTHER -> Stream.empty();
        };
    }

    private static Stream<Move> resize(SeenBudget there, int wanted) {
        return Objects.equals(there.minAvailable(), wanted) ? Stream.empty() : Stream.of(new Move.ResizeBudget(there, wanted));
    }

    /** As it is to be created. */
    public static PodDisruptionBudget blueprint(App app, int minAvailable) {
        // @formatter:off
        return new PodDisruptionBudgetBuilder()
                .withNewMetadata()
                    .withNamespace(app.ref().namespace())
                    .withName(name(app))
                    .withLabels(Labels.child(app.ref().name()))
                    .withOwnerReferences(ControllerReference.of(app.ref(), app.uid()))
                .endMetadata()
                .withSpec(spec(app.ref().name(), minAvailable))
                .build();
        // @formatter:on
    }

    /** Pods that are not ready are nobody's loss: those of a revision that does not start must not keep a node from being drained. */
    public static PodDisruptionBudgetSpec spec(String app, int minAvailable) {
        return new PodDisruptionBudgetSpecBuilder().withMinAvailable(new IntOrString(minAvailable))
                .withNewSelector().withMatchLabels(Labels.selector(app)).endSelector().withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .build();
    }
}
