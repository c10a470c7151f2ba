package io.exposedapp.test.cluster.argocd;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every version of an application, from a watch: one that lasts for no more than a moment too. */
final class Recording implements Watcher<GenericKubernetesResource>, AutoCloseable {

    /** A label that only we write. */
    static final String BARRIER = "exposedapp.io/test-barrier";

    private final List<ApplicationStatus> seen = new ArrayList<>();
    private String barrier = "";
    private @Nullable WatcherException broken;
    private @Nullable Watch watch;

    static Recording of(Resource<GenericKubernetesResource> application) {
        Recording recording = new Recording();
        recording.watch = application.watch(recording);
        return recording;
    }

    @Override
    public synchronized void eventReceived(Action action, GenericKubernetesResource application) {
        seen.add(ApplicationStatus.of(application));
        if (application.getMetadata().getLabels() != null) {
            barrier = application.getMetadata().getLabels().getOrDefault(BARRIER, "");
        }
    }

    @Override
    public synchronized void onClose(WatcherException cause) {
        broken = cause;
    }

    /** Whether all that was written before that barrier has been seen; throws if the watch broke, since something may be missing then. */
    synchronized boolean hasPassed(String value) {
        if (broken != null) {
            throw new IllegalStateException("the watch broke, and what was counted may lack something", broken);
        }
        return barrier.equals(value);
    }

    /** How many versions it has seen. */
    synchronized int size() {
        return seen.size();
    }

    /** What happened after as many versions. */
    synchronized History since(int mark) {
        return History.of(List.copyOf(seen.subList(Math.max(0, mark - 1), seen.size())));
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
