package io.exposedapp.test.scenario.proof;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Every change of every app, entry, Service and pod since it was opened, from watches: also one that lasted for a millisecond. All kinds are
 * in one etcd, whose revisions the objects have as resourceVersion, so they say what came before what, across kinds.
 */
final class Chronicle implements AutoCloseable {

    private static final List<Class<? extends HasMetadata>> KINDS = List.of(ExposedApp.class, NodePortReservation.class, Service.class,
            Pod.class);

    /**
     * One object became this, or is gone and was this.
     *
     * @param at when it was heard of here, which is never before it was so
     */
    record Change(Instant at, HasMetadata object, boolean gone) {

        long revision() {
            return Long.parseLong(object.getMetadata().getResourceVersion());
        }
    }

    private final KubernetesClient client;
    private final List<Change> changes = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();

    private Chronicle(KubernetesClient client) {
        this.client = client;
    }

    /** From now on; what is there already begins it. */
    static Chronicle open(KubernetesClient client) {
        var chronicle = new Chronicle(client);
        KINDS.forEach(chronicle::follow);
        return chronicle;
    }

    private <T extends HasMetadata> void follow(Class<T> kind) {
        var list = client.resources(kind).inAnyNamespace().list();
        list.getItems().forEach(object -> note(object, false));
        var since = new ListOptionsBuilder().withResourceVersion(list.getMetadata().getResourceVersion()).build();
        watches.add(client.resources(kind).inAnyNamespace().watch(since, new Watcher<T>() {
            @Override
            public void eventReceived(Action action, T object) {
                switch (action) {
                    case ADDED, MODIFIED -> note(object, false);
                    case DELETED -> note(object, true);
                    case ERROR, BOOKMARK -> throw new IllegalStateException("not asked for: " + action);
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                // what it misses from here on is found missing by all()
            }
        }));
    }

    private synchronized void note(HasMetadata object, boolean gone) {
        changes.add(new Change(Instant.now(), object, gone));
    }

    /** Whether any of them was ever so, as far as the watches have told: without a request. */
    synchronized boolean had(Predicate<HasMetadata> such) {
        return changes.stream().map(Change::object).anyMatch(such);
    }

    /** In their order. Waits until it has heard of all that is there now. */
    List<Change> all() {
        Wait.until("the watches have told of all that is there").every(Duration.ofMillis(250)).isSo(() -> heard().equals(there()));
        return inOrder();
    }

    private synchronized List<Change> inOrder() {
        return changes.stream().sorted(Comparator.comparingLong(Change::revision)).toList();
    }

    private Map<String, String> heard() {
        var latest = new HashMap<String, String>();
        for (var change : inOrder()) {
            var meta = change.object().getMetadata();
            if (change.gone()) {
                latest.remove(meta.getUid());
            } else {
                latest.put(meta.getUid(), meta.getResourceVersion());
            }
        }
        return latest;
    }

    private Map<String, String> there() {
        return KINDS.stream().flatMap(kind -> client.resources(kind).inAnyNamespace().list().getItems().stream())
                .map(HasMetadata::getMetadata).collect(Collectors.toMap(meta -> meta.getUid(), meta -> meta.getResourceVersion()));
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
