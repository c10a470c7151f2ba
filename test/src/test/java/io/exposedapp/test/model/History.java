package io.exposedapp.test.model;

import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.model.AppKey;
import io.exposedapp.model.EntryLaws;
import io.exposedapp.model.Numbers;
import io.exposedapp.model.Promises;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Watchable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Every change of an entry, in the order in which the API server made them, held against the laws. */
final class History implements AutoCloseable {

    private record News(HasMetadata object, boolean gone, Instant heard) {
    }

    private final EntryLaws laws;
    private final List<Watch> watches;
    /** By resourceVersion, which is one sequence over all kinds. */
    private final ConcurrentSkipListMap<Long, News> unread = new ConcurrentSkipListMap<>();
    private final Map<AppKey, Service> services = new HashMap<>();
    private final Map<String, NodePortReservation> entries = new HashMap<>();
    private final Set<String> byHand = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Exception> broken = new AtomicReference<>();

    History(KubernetesClient client, Promises promises) {
        this.laws = new EntryLaws(promises,
                (key, number) -> services.containsKey(key) && Numbers.of(services.get(key)).containsKey(number));
        this.watches = List.of(watch(client.resources(NodePortReservation.class)), watch(client.services().inAnyNamespace()));
    }

    private <T extends HasMetadata> Watch watch(Watchable<T> kind) {
        return kind.watch(new Watcher<T>() {

            @Override
            public void eventReceived(Action action, T object) {
                unread.put(Long.parseLong(object.getMetadata().getResourceVersion()),
                        new News(object, action == Action.DELETED, Instant.now()));
            }

            @Override
            public void onClose(WatcherException cause) {
                broken.set(cause);
            }
        });
    }

    /** What becomes of this entry is not the operator's doing. */
    void byHand(NodePortReservation entry) {
        byHand.add(entry.getMetadata().getUid());
    }

    /**
     * Reads what has been heard since the last time.
     *
     * @throws io.exposedapp.model.BrokenLaw when the operator did what it must not
     */
    void read() {
        var failure = broken.get();
        if (failure != null) {
            throw new IllegalStateException("a watch ended", failure);
        }
        for (var next = unread.pollFirstEntry(); next != null; next = unread.pollFirstEntry()) {
            var news = next.getValue();
            switch (news.object()) {
                case Service service -> read(service, news.gone());
                case NodePortReservation entry -> read(entry, news);
                default -> throw new IllegalStateException(news.object().getKind() + " is not watched");
            }
        }
    }

    private void read(Service service, boolean gone) {
        if (gone) {
            services.remove(AppKey.of(service));
        } else {
            services.put(AppKey.of(service), service);
            laws.service(service);
        }
    }

    private void read(NodePortReservation entry, News news) {
        var name = entry.getMetadata().getName();
        var before = news.gone() ? entries.remove(name) : entries.put(name, entry);
        if (!byHand.contains(entry.getMetadata().getUid())) {
            laws.changed(before, news.gone() ? null : entry, news.heard());
        }
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
