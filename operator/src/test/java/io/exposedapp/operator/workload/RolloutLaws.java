package io.exposedapp.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.workload.Move.CreatePod;
import io.exposedapp.operator.workload.Move.CreateRevision;
import io.exposedapp.operator.workload.Move.DeletePod;
import io.exposedapp.operator.workload.Move.DeleteRevision;
import io.exposedapp.operator.workload.Rollout.Moves;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is true of every plan. */
final class RolloutLaws {

    private RolloutLaws() {
    }

    static void check(Situation seen, Moves moves, String story) {
        var uid = seen.app().uid();
        var active = seen.pods().stream().filter(p -> p.owner(uid) == Owner.OURS && p.active()).toList();
        var created = of(CreatePod.class, moves);
        var deleted = of(DeletePod.class, moves).stream().map(DeletePod::pod).toList();
        var staying = active.stream().filter(p -> !deleted.contains(p)).toList();

        namesAreFree(seen, created, story);
        onlyOurs(moves, uid, story);
        if (seen.strategy().recreate()) {
            neverTwo(seen, created, story);
        }
        if (!created.isEmpty()) {
            assertThat(staying.size() + created.size()).as("active pods once it has created\n%s", story)
                    .isLessThanOrEqualTo(seen.app().replicas() + seen.strategy().maxSurge());
        }
        if (deleted.stream().anyMatch(seen::available)) {
            assertThat(staying.stream().filter(seen::available).count()).as("serving once it has deleted\n%s", story)
                    .isGreaterThanOrEqualTo(seen.app().replicas() - seen.strategy().maxUnavailable());
        }
        var replaced = of(DeletePod.class, moves).stream().filter(delete -> delete.why() == Move.Why.REPLACED).toList();
        if (!replaced.isEmpty()) {
            assertThat(staying.stream().filter(seen::serves).count()).as("reached by clients once it has replaced\n%s", story)
                    .isGreaterThanOrEqualTo(seen.app().replicas() - seen.strategy().maxUnavailable());
        }
        if (seen.strategy().paused()) {
            assertThat(replaced).as("paused\n%s", story).isEmpty();
            assertThat(of(CreateRevision.class, moves)).as("paused\n%s", story).isEmpty();
        }
        assertThat(deleted).as("each once\n%s", story).doesNotHaveDuplicates().noneMatch(SeenPod::terminating);
        templatesAreStored(seen, moves, created, story);
        assertThat(moves.progress().replicas()).isEqualTo(active.size());
    }

    /** Recreate: pods of two revisions never run at once, nor more than are wanted, whether they terminate or not. */
    private static void neverTwo(Situation seen, List<CreatePod> created, String story) {
        var running = seen.pods().stream().filter(p -> p.owner(seen.app().uid()) == Owner.OURS && !p.finished()).toList();
        for (CreatePod pod : created) {
            assertThat(running).as("running beside %s\n%s", pod.name(), story).allMatch(p -> p.revision().equals(pod.revision()));
        }
        if (!created.isEmpty()) {
            assertThat(running.size() + created.size()).as("writers\n%s", story).isLessThanOrEqualTo(seen.app().replicas());
        }
    }

    private static void namesAreFree(Situation seen, List<CreatePod> created, String story) {
        var names = new HashSet<>(seen.namesInUse());
        assertThat(created).as("names\n%s", story).allMatch(pod -> names.add(pod.name()));
    }

    private static void onlyOurs(Moves moves, String uid, String story) {
        assertThat(moves.moves()).as("only the app's own is touched\n%s", story).allMatch(move -> switch (move) {
            case DeletePod(SeenPod pod, Move.Why _) -> pod.owner(uid) == Owner.OURS;
            case DeleteRevision(SeenRevision revision) -> revision.owner(uid) == Owner.OURS;
            case Move.AdoptPod(SeenPod pod) -> pod.owner(uid) == Owner.NOBODY;
            case Move.AdoptRevision(SeenRevision revision) -> revision.owner(uid) == Owner.NOBODY;
            case Move.CreateBudget _ -> true;
            case Move.ResizeBudget(SeenBudget budget, int _) -> uid.equals(budget.controllerUid());
            case Move.DeleteBudget(SeenBudget budget) -> uid.equals(budget.controllerUid());
            case Move.RememberSplit(SeenRevision revision, Split _) -> revision.owner(uid) == Owner.OURS;
            case Move.ForgetSplit(SeenRevision revision) -> revision.owner(uid) == Owner.OURS;
            case CreatePod _,CreateRevision _ -> true;
        });
    }

    /** Of each pod that is made, and of each that it leaves of a revision that may have to be made again. */
    private static void templatesAreStored(Situation seen, Moves moves, List<CreatePod> created, String story) {
        var uid = seen.app().uid();
        var stored = seen.revisions().stream().filter(r -> r.owner(uid) == Owner.OURS).map(SeenRevision::hash);
        var made = of(CreateRevision.class, moves).stream().map(m -> m.revision().hash());
        var gone = of(DeleteRevision.class, moves).stream().map(m -> m.revision().hash()).collect(Collectors.toSet());
        var kept = Stream.concat(stored, made).filter(hash -> !gone.contains(hash)).collect(Collectors.toSet());
        assertThat(created).as("revisions of created pods\n%s", story).allMatch(pod -> kept.contains(pod.revision()));
        assertThat(gone).as("the desired revision stays\n%s", story).doesNotContain(seen.revision().hash());
    }

    private static <M extends Move> List<M> of(Class<M> kind, Moves moves) {
        return moves.moves().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
