package io.exposedapp.operator.controller;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.operator.cluster.ApiClient;
import io.exposedapp.operator.cluster.PlannedWrites;
import io.exposedapp.operator.cluster.StatusWriter.Written;
import io.exposedapp.operator.cluster.Watches;
import io.exposedapp.operator.status.FailedReport;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reconciles ledgers: their status. */
@ControllerConfiguration(name = "nodeportledger", informer = @Informer(comparableResourceVersions = false, informerListLimit = Watches.PAGE))
final class LedgerReconciler extends Woken<NodePortLedger> implements Reconciler<NodePortLedger> {

    private final Pass pass;
    private final LedgerJob.Tools tools;

    LedgerReconciler(Gate<NodePortLedger> gate, SimpleInboundEventSource<NodePortLedger> poke, InstantSource clock, ApiClient api,
            PlannedWrites planned,
            LedgerJob.Tools tools) {
        super(gate, poke, clock, api, planned);
        this.pass = new Pass(clock);
        this.tools = tools;
    }

    @Override
    public UpdateControl<NodePortLedger> reconcile(NodePortLedger ledger, Context<NodePortLedger> context) {
        var name = ledger.getMetadata().getName();
        return run(ledger, () -> pass.run(name, new LedgerJob(name, tools)));
    }

    @Override
    @Nullable
    Written failed(NodePortLedger ledger, Throwable failure, Instant now) {
        var name = ledger.getMetadata().getName();
        tools.gatherer().failed(NodePortLedger.class, name, failure);
        return tools.caches().ledger(name).map(known -> tools.statuses().write(known, FailedReport.of(known.getStatus(),
                Objects.requireNonNullElse(known.getMetadata().getGeneration(), 0L), failure, now))).orElse(null);
    }
}
