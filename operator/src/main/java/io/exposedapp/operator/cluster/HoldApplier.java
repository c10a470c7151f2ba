package io.exposedapp.operator.cluster;

import io.exposedapp.operator.ledger.Hold;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.Failure;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what plans say of holds. One that cannot be made blocks nothing: the number is safe in the ledger, and is counted as unheld.
 */
public final class HoldApplier {

    private static final Logger LOGGER = LoggerFactory.getLogger(HoldApplier.class);

    private final HoldWrites writes;
    private final OperatorAccess access;
    private final Caches caches;
    private final Repairs repairs;

    public HoldApplier(KubernetesClient client, OperatorAccess access, Caches caches, Repairs repairs) {
        this.writes = new HoldWrites(client, caches);
        this.access = access;
        this.caches = caches;
        this.repairs = repairs;
    }

    /** Makes the hold; false where the API server will not have it however often it is asked. */
    public boolean make(Action.MakeHold action) {
        try {
            var left = caches.keptHolds.left(action.number(), action.owner().uid());
            writes.make(action);
            left.ifPresent(_ -> repairs.count(RepairKind.HOLD_REMADE));
            LOGGER.atInfo().addKeyValue("nodePort", action.number()).log("number is kept in the API server: {}", action.purpose());
            return true;
        } catch (KubernetesClientException e) {
            var failure = access.classify(e);
            if (failure instanceof Failure.Unavailable) {
                throw e;
            }
            if (writes.refresh(action.number())) {
                return true;
            }
            if (!(failure instanceof Failure.OfOperator)) {
                LOGGER.atWarn().addKeyValue("nodePort", action.number()).log("number is not kept in the API server: {}",
                        ApiFailures.words(e));
            }
            return false;
        }
    }

    /** Describes the hold anew; false where the API server will not have it. */
    public boolean describe(Action.DescribeHold action) {
        var hold = action.hold();
        return changing(hold, () -> {
            var left = caches.keptHolds.left(hold.number(), hold.owner().uid());
            writes.describe(action);
            left.filter(kept -> kept.purpose().equals(action.purpose())).ifPresent(_ -> repairs.count(RepairKind.HOLD_REWRITTEN));
        });
    }

    /** Removes the hold; false where the API server will not have it. */
    public boolean remove(Action.RemoveHold action) {
        return changing(action.hold(), () -> writes.remove(action.hold()));
    }

    /** When a race was lost, the caches then have what won it. */
    private boolean changing(Hold hold, Runnable write) {
        try {
            write.run();
            return true;
        } catch (KubernetesClientException e) {
            var failure = access.classify(e);
            if (failure instanceof Failure.Unavailable) {
                throw e;
            }
            writes.refresh(hold.number());
            if ((failure instanceof Failure.Conflict || failure instanceof Failure.Gone) && !isThere(hold)) {
                return true;
            }
            if (!(failure instanceof Failure.OfOperator)) {
                LOGGER.atWarn().addKeyValue("nodePort", hold.number()).log("Service {}/{} could not be written: {}", hold.namespace(),
                        hold.service(), ApiFailures.words(e));
            }
            return false;
        }
    }

    private boolean isThere(Hold hold) {
        return caches.service(hold.namespace(), hold.service()).filter(service -> service.uid().equals(hold.uid())).isPresent();
    }
}
