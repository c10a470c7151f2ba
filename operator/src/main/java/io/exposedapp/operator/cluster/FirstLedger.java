package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortLedgerSpec;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.ledger.LearntRange;
import io.exposedapp.operator.ledger.Range;
import io.exposedapp.operator.plan.Failure;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the ledger {@code default} in a cluster that has neither ledgers nor entries, so that a first app works without any set-up. Never
 * again: a ledger that was deleted on purpose, or that Git has not applied yet, is not made behind people's backs.
 */
public final class FirstLedger {

    private static final Logger LOGGER = LoggerFactory.getLogger(FirstLedger.class);

    private FirstLedger() {
    }

    /**
     * The API server's range as the ledger that counts last reported it: for a process that must not write, and so cannot ask. One that has a range
     * of its own reports that.
     */
    public static LearntRange reportedRange(KubernetesClient client) {
        var ledger = Answer.live(client.resources(NodePortLedger.class).withName(Names.DEFAULT_LEDGER));
        var ownRange = ledger != null && ledger.getSpec() != null && ledger.getSpec().range() != null;
        var status = ledger == null || ownRange ? null : ledger.getStatus();
        return status == null || status.range() == null
                ? new LearntRange.Unknown("the API server is not asked for its range of node ports, since writes are disabled")
                : new LearntRange.Known(Range.parse(status.range()));
    }

    private static <T extends HasMetadata> boolean any(KubernetesClient client, Class<T> kind) {
        return !client.resources(kind).list(new ListOptionsBuilder().withLimit(1L).build()).getItems().isEmpty();
    }

    /** Where nothing may be written, it is only planned. */
    public static void make(KubernetesClient client, PlannedWrites planned) {
        if (any(client, NodePortLedger.class) || any(client, NodePortReservation.class)) {
            return;
        }
        if (planned.only()) {
            planned.add(PlannedWrite.ledger(Names.DEFAULT_LEDGER));
            return;
        }
        var ledger = new NodePortLedger();
        ledger.setMetadata(new ObjectMetaBuilder().withName(Names.DEFAULT_LEDGER).build());
        ledger.setSpec(NodePortLedgerSpec.unset());
        try {
            client.resource(ledger).create();
            LOGGER.atInfo().addKeyValue("ledger", Names.DEFAULT_LEDGER).log("made the first ledger: there was none, and no entry");
        } catch (KubernetesClientException e) {
            if (!(ApiFailures.classify(e) instanceof Failure.AlreadyExists)) {
                throw e;
            }
        }
    }
}
