package io.exposedapp.operator.cluster;

import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.EntryText;
import io.exposedapp.operator.plan.Absence;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.Failure;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out the plan for an entry. */
public final class EntryApplier {

    private static final Logger LOGGER = LoggerFactory.getLogger(EntryApplier.class);

    private final Writes writes;
    private final Caches caches;
    private final HoldApplier holds;

    public EntryApplier(KubernetesClient client, OperatorAccess access, Caches caches, Repairs repairs) {
        this.writes = new Writes(client, caches);
        this.caches = caches;
        this.holds = new HoldApplier(client, access, caches, repairs);
    }

    /** Makes the write; when a race was lost, the caches then have what won it. False where the API server will not have the hold made or removed. */
    public boolean apply(Action.OfEntry action) {
        switch (action) {
            case Action.MakeHold make -> {
                return holds.make(make);
            }
            case Action.RemoveHold remove -> {
                return holds.remove(remove);
            }
            case Action.OfNumber number -> apply(number);
        }
        return true;
    }

    private void apply(Action.OfNumber action) {
        try {
            switch (action) {
                case Action.ReleaseEntry(Entry entry, Entry rested, Absence proof) -> {
                    writes.patch(entry, rested);
                    var until = EntryText.spec(rested).until();
                    log(entry, (until == null ? "number is retained: " : "number rests until " + until + ": ") + proof.why());
                }
                case Action.FreeEntry(Entry entry, Absence proof) -> {
                    writes.delete(entry);
                    log(entry, "number is free at once: " + proof.why());
                }
                case Action.EndRest(Entry entry) -> {
                    writes.delete(entry);
                    log(entry, "number is free: its rest is over");
                }
            }
        } catch (KubernetesClientException e) {
            var failure = ApiFailures.classify(e);
            if (!(failure instanceof Failure.Conflict || failure instanceof Failure.Gone)) {
                throw e;
            }
            writes.refresh(entry(action).number());
            if (caches.entry(entry(action).number()).filter(entry(action)::equals).isPresent()) {
                // No one else has changed it: asked at once, the API server would say the same again.
                throw e;
            }
        }
    }

    private static Entry entry(Action.OfNumber action) {
        return switch (action) {
            case Action.ReleaseEntry(Entry entry, Entry _, Absence _) -> entry;
            case Action.FreeEntry(Entry entry, Absence _) -> entry;
            case Action.EndRest(Entry entry) -> entry;
        };
    }

    private static void log(Entry entry, String message) {
        LOGGER.atInfo().addKeyValue("nodePort", entry.number()).addKeyValue("app", entry.holder().app())
                .addKeyValue("ledger", entry.ledger()).log(message);
    }
}
