package io.exposedapp.operator.controller;

import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.operator.cluster.ApiClient;
import io.exposedapp.operator.cluster.PlannedWrites;
import io.exposedapp.operator.cluster.StatusWriter.Written;
import io.exposedapp.operator.cluster.Watches;
import io.exposedapp.operator.ledger.EntryText;
import io.exposedapp.operator.ledger.EntryText.Reading;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reconciles entries: it alone releases and deletes them, and at a start it finds those whose app went while nobody looked. */
@ControllerConfiguration(name = "nodeportreservation", informer = @Informer(comparableResourceVersions = false, informerListLimit = Watches.PAGE))
final class EntryReconciler extends Woken<NodePortReservation> implements Reconciler<NodePortReservation> {

    private static final Logger LOGGER = LoggerFactory.getLogger(EntryReconciler.class);

    private final Pass pass;
    private final EntryJob.Tools tools;

    EntryReconciler(Gate<NodePortReservation> gate, SimpleInboundEventSource<NodePortReservation> poke, InstantSource clock,
            ApiClient api, PlannedWrites planned, EntryJob.Tools tools) {
        super(gate, poke, clock, api, planned);
        this.pass = new Pass(clock);
        this.tools = tools;
    }

    @Override
    public UpdateControl<NodePortReservation> reconcile(NodePortReservation entry, Context<NodePortReservation> context) {
        return switch (EntryText.read(entry)) {
            case Reading.Read(var read) -> run(entry, () -> pass.run(read.number(), new EntryJob(read.number(), tools)));
            case Reading.Unreadable unread ->
                ignored(entry, String.valueOf(unread.number()), unread.problem() + "; its number counts as taken");
            case Reading.NoNumber(String name) -> ignored(entry, name, "its name is no port number");
        };
    }

    @Override
    @Nullable
    Written failed(NodePortReservation entry, Throwable failure, Instant now) {
        tools.gatherer().failed(NodePortReservation.class, entry.getMetadata().getName(), failure);
        return null;
    }

    private UpdateControl<NodePortReservation> ignored(NodePortReservation entry, String name, String problem) {
        LOGGER.atWarn().addKeyValue("entry", name).log("NodePortReservation is left alone: {}", problem);
        return run(entry, () -> null);
    }
}
