package io.exposedapp.operator.controller;

import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.operator.ledger.EntryText;
import io.exposedapp.operator.ledger.EntryText.Reading;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reconciles entries: it alone releases and deletes them, and at a start it finds those whose app went while nobody looked. */
@ControllerConfiguration(name = "nodeportreservation", informer = @Informer(comparableResourceVersions = false))
final class EntryReconciler extends Woken<NodePortReservation> implements Reconciler<NodePortReservation> {

    private static final Logger LOGGER = LoggerFactory.getLogger(EntryReconciler.class);

    private final Pass pass;
    private final EntryJob.Tools tools;

    EntryReconciler(Gate<NodePortReservation> gate, SimpleInboundEventSource<NodePortReservation> poke, InstantSource clock,
            EntryJob.Tools tools) {
        super(gate, poke, clock);
        this.pass = new Pass(clock);
        this.tools = tools;
    }

    @Override
    public UpdateControl<NodePortReservation> reconcile(NodePortReservation entry, Context<NodePortReservation> context) {
        return confined(() -> switch (EntryText.read(entry)) {
            case Reading.Read(var read) -> comeBack(pass.run(read.number(), new EntryJob(read.number(), tools)));
            case Reading.Unreadable unread -> ignored(String.valueOf(unread.number()), unread.problem() + "; its number counts as taken");
            case Reading.NoNumber(String name) -> ignored(name, "its name is no port number");
        });
    }

    private static UpdateControl<NodePortReservation> ignored(String name, String problem) {
        LOGGER.atWarn().addKeyValue("entry", name).log("NodePortReservation is left alone: {}", problem);
        return UpdateControl.noUpdate();
    }
}
