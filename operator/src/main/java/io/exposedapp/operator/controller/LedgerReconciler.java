package io.exposedapp.operator.controller;

import io.exposedapp.api.v1.NodePortLedger;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.InstantSource;

/** Reconciles ledgers: their status. */
@ControllerConfiguration(name = "nodeportledger", informer = @Informer(comparableResourceVersions = false))
final class LedgerReconciler extends Woken<NodePortLedger> implements Reconciler<NodePortLedger> {

    private final Pass pass;
    private final LedgerJob.Tools tools;

    LedgerReconciler(Gate<NodePortLedger> gate, SimpleInboundEventSource<NodePortLedger> poke, InstantSource clock, LedgerJob.Tools tools) {
        super(gate, poke, clock);
        this.pass = new Pass(clock);
        this.tools = tools;
    }

    @Override
    public UpdateControl<NodePortLedger> reconcile(NodePortLedger ledger, Context<NodePortLedger> context) {
        var name = ledger.getMetadata().getName();
        return confined(() -> comeBack(pass.run(name, new LedgerJob(name, tools))));
    }
}
