package io.exposedapp.test.operator;

import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a Service led to since this was opened, from a watch on its EndpointSlices: also what was so for a millisecond. */
public final class EndpointHistory implements AutoCloseable {

    private final Map<String, EndpointSlice> slices = new HashMap<>();
    private final Watch watch;
    private int fewest;
    private final WatchEnd end = new WatchEnd();

    private EndpointHistory(KubernetesClient client, String namespace, String service) {
        var ofService = client.discovery().v1().endpointSlices().inNamespace(namespace).withLabel("kubernetes.io/service-name", service);
        var list = ofService.list();
        list.getItems().forEach(slice -> slices.put(slice.getMetadata().getUid(), slice));
        fewest = ready().size();
        var since = new ListOptionsBuilder().withResourceVersion(list.getMetadata().getResourceVersion()).build();
        watch = ofService.watch(since, new Watcher<EndpointSlice>() {
            @Override
            public void eventReceived(Action action, EndpointSlice slice) {
                changed(action, slice);
            }

            @Override
            public void onClose(WatcherException cause) {
                end.broke(cause);
            }
        });
    }

    /** From now on. */
    public static EndpointHistory of(KubernetesClient client, String namespace, String service) {
        return new EndpointHistory(client, namespace, service);
    }

    /** From the moment on at which it leads to that many ready pods, for which this waits: they may come one after the other. */
    public static EndpointHistory of(KubernetesClient client, String namespace, String service, int ready) {
        var history = new EndpointHistory(client, namespace, service);
        Wait.until("%s leads to %d ready pods".formatted(service, ready)).isSo(() -> history.beginsWith(ready), history::ready);
        return history;
    }

    private synchronized boolean beginsWith(int ready) {
        fewest = ready().size();
        return fewest == ready;
    }

    /** UIDs of the ready pods that it leads to now, since a pod may have the name of an earlier one; throws if the watch broke, since something may have changed then. */
    public synchronized Set<String> ready() {
        end.requireNone();
        return told();
    }

    /** As far as the watch has told. */
    private Set<String> told() {
        // Without ports it leads nowhere: none of the Service's ports is found in the pod. An empty list comes as null.
        return slices.values().stream().filter(slice -> slice.getPorts() != null && !slice.getPorts().isEmpty())
                .flatMap(slice -> Stream.ofNullable(slice.getEndpoints()).flatMap(List::stream))
                .filter(endpoint -> Boolean.TRUE.equals(endpoint.getConditions().getReady()) && endpoint.getTargetRef() != null)
                .map(endpoint -> Objects.requireNonNull(endpoint.getTargetRef()).getUid()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The fewest ready pods that it ever led to; throws if the watch broke, since they may have been fewer then. */
    public synchronized int fewest() {
        end.requireNone();
        return fewest;
    }

    @Override
    public void close() {
        watch.close();
    }

    private synchronized void changed(Watcher.Action action, EndpointSlice slice) {
        switch (action) {
            case ADDED, MODIFIED -> slices.put(slice.getMetadata().getUid(), slice);
            case DELETED -> slices.remove(slice.getMetadata().getUid());
            case ERROR, BOOKMARK -> {
                end.broke(action, slice);
                return;
            }
        }
        fewest = Math.min(fewest, told().size());
    }
}
