package io.exposedapp.operator.cluster;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which changes of the caches are told, kind by kind. */
final class Announcements {

    private Announcements() {
    }

    static void begin(Caches caches, Changes changes) {
        caches.apps.listen((before, now, own) -> {
            if (now == null) {
                caches.podFailures.forget(known(before, now).ref());
            }
            changes.app(before, now);
        });
        caches.entries.listen(changes::entry);
        caches.services.listen(changes::service);
        caches.pods.listen((before, now, own) -> {
            if (now != null && now.finished() && (before == null || !before.finished())) {
                caches.podFailures.failed(now.app());
            }
            changes.pod(known(before, now), own);
        });
        caches.revisions.listen((before, now, own) -> changes.revision(known(before, now), own));
        caches.budgets.listen((before, now, own) -> {
            // Its status counts pods, and concerns nobody here.
            if (!own && (before == null || now == null || !Objects.equals(before.minAvailable(), now.minAvailable()))) {
                changes.budget(known(before, now));
            }
        });
        caches.slices.listen((before, now, own) -> {
            if (!Objects.equals(before, now)) {
                changes.endpoints(known(before, now).app());
            }
        });
        caches.ledgers.listen((before, now, own) -> changes.ledger(before, now));
        caches.namespaces.listen((before, now, own) -> {
            if (!Objects.equals(before, now)) {
                changes.namespace(known(before, now).name());
            }
        });
        caches.nodes.listen((before, now, own) -> {
            if (!Objects.equals(before, now)) {
                changes.addresses();
            }
        });
    }

    /** As it is, or as it last was: of a change there is always one. */
    private static <V> V known(@Nullable V before, @Nullable V now) {
        return Objects.requireNonNull(now == null ? before : now);
    }
}
