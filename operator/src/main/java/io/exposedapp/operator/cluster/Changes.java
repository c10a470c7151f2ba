package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.ledger.EntryText.Reading;
import io.exposedapp.operator.workload.SeenBudget;
import io.exposedapp.operator.workload.SeenPod;
import io.exposedapp.operator.workload.SeenRevision;
import org.jspecify.annotations.Nullable;

/**
 * Told of every change that the caches see, after they have it. Before is null for what came, now for what went; {@code own} is this
 * process's own write, heard of before the watch has it and not again then.
 */
public interface Changes {

    void app(@Nullable AppReading before, @Nullable AppReading now);

    void entry(@Nullable Reading before, @Nullable Reading now, boolean own);

    void service(@Nullable SeenService before, @Nullable SeenService now, boolean own);

    void pod(SeenPod pod, boolean own);

    void revision(SeenRevision revision, boolean own);

    void budget(SeenBudget budget);

    /** A Service with the app's label leads to other pods than before. */
    void endpoints(AppRef app);

    void ledger(@Nullable NodePortLedger before, @Nullable NodePortLedger now);

    /** The namespace came, went, or has other labels. */
    void namespace(String name);

    /** The API server's range was learnt. */
    void range();

    /** The addresses that apps are reachable at are others than before. */
    void addresses();
}
