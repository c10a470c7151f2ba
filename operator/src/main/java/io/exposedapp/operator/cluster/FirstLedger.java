package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortLedgerSpec;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.plan.Failure;
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

    /** The ledger that counts leaves its range to the API server, which has to be asked before the first grant. */
    public static boolean needsRange(KubernetesClient client) {
        var ledger = Answer.live(client.resources(NodePortLedger.class).withName(Names.DEFAULT_LEDGER));
        return ledger != null && (ledger.getSpec() == null || ledger.getSpec().range() == null);
    }

    public static void make(KubernetesClient client) {
        if (!client.resources(NodePortLedger.class).list().getItems().isEmpty()
                || !client.resources(NodePortReservation.class).list().getItems().isEmpty()) {
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
