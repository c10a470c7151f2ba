package io.exposedapp.operator.plan;

import io.exposedapp.operator.exposure.Ownership;
import io.exposedapp.operator.ledger.Allocation;
import io.exposedapp.operator.workload.Revision;
import io.exposedapp.operator.workload.Rollout;

/**
 * The plan for an app, with the judgements that the status tells of.
 *
 * @param ownership of the Service that carries its numbers
 * @param internal the same of the Service for clients inside the cluster
 * @param allocation of its ports; of nothing when the Service is somebody else's
 */
public record AppPlan(Plan<Action.OfApp> plan, Ownership ownership, Ownership internal, Allocation allocation, Revision revision,
        Rollout.Progress progress) {

    /** On the app's own Service there are numbers whose entries are not the app's: a live look at it may settle whose they are. */
    static boolean contested(AppObserved seen, Ownership ownership, Allocation allocation) {
        return ownership instanceof Ownership.Ours && !allocation.contested(seen.book(), seen.app().ref()).isEmpty();
    }

    public boolean contested(AppObserved seen) {
        return contested(seen, ownership, allocation);
    }
}
