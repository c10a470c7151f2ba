package io.exposedapp.operator.workload;

import java.util.SortedMap;
import java.util.TreeMap;

/** One write to the app's pods, their revisions or their disruption budget. Moves are made in the order they are planned in; one that fails ends the rest. */
public sealed interface Move {

    /** Makes the app the controller of an orphaned pod. The orphan was seen in a cache only: look at the app live first. */
    record AdoptPod(SeenPod pod) implements Move {
    }

    /** Likewise of an orphaned revision. */
    record AdoptRevision(SeenRevision revision) implements Move {
    }

    /**
     * Stores {@link PodBlueprint#controllerRevision}, with the template as this version of the operator makes it.
     *
     * @param aliases further names of container ports: by alias, the name of the app's port
     */
    record CreateRevision(Revision revision, long number, SortedMap<String, String> aliases) implements Move {

        public CreateRevision {
            aliases = new TreeMap<>(aliases);
        }
    }

    /** Notes on a revision how the pods were divided when the rollout was paused. */
    record RememberSplit(SeenRevision revision, Split split) implements Move {
    }

    /** Removes that note. */
    record ForgetSplit(SeenRevision revision) implements Move {
    }

    record DeleteRevision(SeenRevision revision) implements Move {
    }

    /**
     * Creates {@link PodBlueprint#pod} from the template that the revision has in store.
     *
     * @param revision hash of the revision
     */
    record CreatePod(String revision, int slot, String name) implements Move {
    }

    /** Creates {@link Budget#blueprint}. */
    record CreateBudget(int minAvailable) implements Move {
    }

    /** Makes its spec what it is to be. */
    record ResizeBudget(SeenBudget budget, int minAvailable) implements Move {
    }

    record DeleteBudget(SeenBudget budget) implements Move {
    }

    record DeletePod(SeenPod pod, Why why) implements Move {
    }

    /** Why a pod goes. */
    enum Why {

        /** More than the app's replicas. */
        SURPLUS,

        /** Enough others serve: its revision makes room for the next one. */
        REPLACED,

        /** It is not ready, and of a revision that is on its way out. */
        UNHEALTHY,

        /** It failed, was evicted or ran to its end. */
        FINISHED
    }
}
