package io.exposedapp.test.operator;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Every state that an app's pods were in since it was opened, from a watch: also one that lasted for a millisecond. */
public final class PodHistory implements AutoCloseable {

    /**
     * Between two changes.
     *
     * @param active pods that do not terminate and have not failed
     * @param ready of these
     */
    public record Moment(int active, int ready) {
    }

    private final Map<String, Pod> pods = new HashMap<>();
    private final List<Moment> moments = new ArrayList<>();
    private final Watch watch;
    private final WatchEnd end = new WatchEnd();

    private PodHistory(KubernetesClient client, String namespace, String app) {
        var ofApp = client.pods().inNamespace(namespace).withLabel("exposedapp.io/app", app);
        var list = ofApp.list();
        list.getItems().forEach(pod -> pods.put(uid(pod), pod));
        note();
        var since = new ListOptionsBuilder().withResourceVersion(list.getMetadata().getResourceVersion()).build();
        watch = ofApp.watch(since, new Watcher<Pod>() {
            @Override
            public void eventReceived(Action action, Pod pod) {
                changed(action, pod);
            }

            @Override
            public void onClose(WatcherException cause) {
                end.broke(cause);
            }
        });
    }

    /** From now on. */
    public static PodHistory of(KubernetesClient client, String namespace, String app) {
        return new PodHistory(client, namespace, app);
    }

    /** Names of the pods that are there now, terminating ones included; throws if the watch broke. */
    public synchronized Set<String> names() {
        end.requireNone();
        var names = new TreeSet<String>();
        pods.values().forEach(pod -> names.add(pod.getMetadata().getName()));
        return names;
    }

    /** The fewest that were ready at any time; throws if the watch broke, since they may have been fewer then. */
    public synchronized int fewestReady() {
        end.requireNone();
        return moments.stream().min(Comparator.comparingInt(Moment::ready)).orElseThrow().ready();
    }

    /** The most that were active at any time; throws if the watch broke. */
    public synchronized int mostActive() {
        end.requireNone();
        return moments.stream().max(Comparator.comparingInt(Moment::active)).orElseThrow().active();
    }

    @Override
    public void close() {
        watch.close();
    }

    private synchronized void changed(Watcher.Action action, Pod pod) {
        switch (action) {
            case ADDED, MODIFIED -> pods.put(uid(pod), pod);
            case DELETED -> pods.remove(uid(pod));
            case ERROR, BOOKMARK -> {
                end.broke(action, pod);
                return;
            }
        }
        note();
    }

    private synchronized void note() {
        var active = pods.values().stream().filter(PodHistory::active).toList();
        moments.add(new Moment(active.size(), (int) active.stream().filter(PodHistory::ready).count()));
    }

    private static boolean active(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null && !"Failed".equals(pod.getStatus().getPhase());
    }

    private static boolean ready(Pod pod) {
        return pod.getStatus().getConditions().stream().anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
    }

    private static String uid(Pod pod) {
        return pod.getMetadata().getUid();
    }
}
