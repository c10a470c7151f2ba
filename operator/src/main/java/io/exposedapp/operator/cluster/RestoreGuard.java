package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.operator.plan.Failure;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that etcd was restored from a backup. A watch does not: it waits in silence for a resourceVersion that is yet to come, and the
 * mirrors, where the newest wins, would keep what is not so any more. The cure is to halt: the next process starts from what is true.
 *
 * <p>Two signs, and neither can come of an API server that lags, for both are read from etcd itself: the resourceVersion of a list, which
 * only grows, is lower than one seen before; or, where the restore bumped the revisions, an object is older than it was known to be. It
 * reads only. The kinds that numbers rest on are looked at; etcd goes back as a whole.
 */
public final class RestoreGuard implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RestoreGuard.class);

    private static final Duration PERIOD = Duration.ofSeconds(10);

    /** After an outage quickly, before the revisions have grown beyond those that were seen. */
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /**
     * A kind that numbers rest on.
     *
     * @param get by the parts of a mirror's key: namespace and name, or the name of a cluster-scoped object
     */
    private record Kind(String name, Mirror<?> mirror, Function<String[], @Nullable HasMetadata> get) {

        Stream<String> doubted() {
            return mirror.doubted().stream().map(key -> name + " " + key);
        }

        Optional<String> contradiction(String key) {
            return mirror.contradiction(key, () -> get.apply(key.split("/")))
                    .map(found -> "%s %s has resourceVersion %d, and was known at %d"
                            .formatted(name, key, found.found(), found.known()));
        }
    }

    private final KubernetesClient client;
    private final Caches caches;
    private final Runnable halt;
    private final List<Kind> kinds;
    private final CountDownLatch closed = new CountDownLatch(1);
    private long listed;
    private Set<String> lasting = Set.of();

    private RestoreGuard(KubernetesClient client, Caches caches, Runnable halt) {
        this.client = OneTry.of(client, TIMEOUT);
        this.caches = caches;
        this.halt = halt;
        this.kinds = List.of(
                new Kind("NodePortReservation", caches.entries, key -> clusterScoped(NodePortReservation.class, key[0])),
                new Kind("NodePortLedger", caches.ledgers, key -> clusterScoped(NodePortLedger.class, key[0])),
                new Kind("ExposedApp", caches.apps, key -> namespaced(ExposedApp.class, key[0], key[1])),
                new Kind("Service", caches.services, key -> namespaced(Service.class, key[0], key[1])));
    }

    private <T extends HasMetadata> @Nullable T clusterScoped(Class<T> kind, String name) {
        return Answer.live(client.resources(kind).withName(name));
    }

    private <T extends HasMetadata> @Nullable T namespaced(Class<T> kind, String namespace, String name) {
        return Answer.live(client.resources(kind).inNamespace(namespace).withName(name));
    }

    /**
     * Looks from now on, whether this replica leads or stands by: what a standby has cached would be as wrong.
     *
     * @param halt ends the process at once
     */
    public static RestoreGuard start(KubernetesClient client, Caches caches, Runnable halt) {
        var guard = new RestoreGuard(client, caches, halt);
        Thread.ofPlatform().daemon().name("restore-guard").start(guard::run);
        return guard;
    }

    private void run() {
        try {
            var delay = PERIOD;
            while (!closed.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                delay = look();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers when to look again. */
    private Duration look() {
        try {
            wentBack().or(this::contradiction).ifPresent(sign -> {
                LOGGER.atError().log("etcd was restored from a backup: {}; halting, to start anew from what is there", sign);
                close();
                halt.run();
            });
            return PERIOD;
        } catch (KubernetesClientException e) {
            LOGGER.atDebug().addKeyValue("failure", ApiFailures.classify(e)).log("whether etcd was restored cannot be asked now");
            return ApiFailures.classify(e) instanceof Failure.Unavailable ? RETRY : PERIOD;
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("whether etcd was restored cannot be told");
            return PERIOD;
        }
    }

    /** A list that asks for no resourceVersion is as new as etcd, so it cannot be older than what was seen before it was asked for. */
    private Optional<String> wentBack() {
        long seen = Math.max(listed, caches.entries.newest());
        var list = client.resources(NodePortReservation.class).list(new ListOptionsBuilder().withLimit(1L).build());
        listed = Long.parseLong(list.getMetadata().getResourceVersion());
        return listed < seen
                ? Optional.of("a list of NodePortReservations has resourceVersion %d, and %d was seen before".formatted(listed, seen))
                : Optional.empty();
    }

    /** Only doubts that last from one look to the next are worth a request; the others came of a watch that was behind. */
    private Optional<String> contradiction() {
        var before = lasting;
        lasting = kinds.stream().flatMap(Kind::doubted).collect(Collectors.toSet());
        for (Kind kind : kinds) {
            for (String key : kind.mirror().doubted()) {
                var found = before.contains(kind.name() + " " + key) ? kind.contradiction(key) : Optional.<String>empty();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
