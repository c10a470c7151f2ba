package io.exposedapp.test.chaos;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Edits, creates and deletes apps all along, as a seed says. What could not be written is written later: it keeps what it wants, and an edit whose
 * answer was lost does no harm when it is made again. Some apps are left alone for a round, since an edit ends what is observed of an app.
 */
final class Editor implements AutoCloseable {

    static final int APPS = 6;

    private static final int FEWEST_MILLIS = 1000;
    private static final int MOST_MILLIS = 4000;

    private final KubernetesClient client;
    private final String namespace;
    private final Random random;
    private final Random pauses;
    private final Chronicle chronicle;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    private final List<WantedApp> wanted = new ArrayList<>();
    private final Set<Integer> unwritten = new TreeSet<>();
    private Set<Integer> leftAlone = Set.of();
    private boolean paused = true;

    Editor(KubernetesClient client, String namespace, long seed, Chronicle chronicle) {
        this.client = client;
        this.namespace = namespace;
        this.chronicle = chronicle;
        random = new Random(seed);
        // How many are drawn depends on how long rounds take; the edits must not depend on it.
        pauses = new Random(seed + 1);
        for (int i = 0; i < APPS; i++) {
            wanted.add(WantedApp.first(i));
            unwritten.add(i);
        }
        next();
    }

    /** Goes on editing all apps but these. */
    synchronized void resume(Set<Integer> alone) {
        leftAlone = Set.copyOf(alone);
        paused = false;
    }

    /** When this returns no edit is under way. */
    synchronized void pause() {
        paused = true;
    }

    /** Writes what could not be written. */
    void settle() {
        Wait.until("all edits are written").isSo(this::writeAll);
    }

    /** Leaves the number of an app to the operator, as its status advises where the API server has lost account of the number. */
    synchronized void unpin(WantedApp app) {
        wanted.set(app.number(), app.unpinned());
        unwritten.add(app.number());
        var _ = writeAll();
    }

    synchronized List<WantedApp> wanted() {
        return List.copyOf(wanted);
    }

    private void next() {
        int pause = FEWEST_MILLIS + pauses.nextInt(MOST_MILLIS - FEWEST_MILLIS);
        var _ = thread.schedule(this::edit, pause, TimeUnit.MILLISECONDS);
    }

    private synchronized void edit() {
        try {
            if (!paused) {
                int app = random.nextInt(APPS);
                while (leftAlone.contains(app)) {
                    app = (app + 1) % APPS;
                }
                wanted.set(app, wanted.get(app).edited(random));
                unwritten.add(app);
                var _ = writeAll();
            }
        } finally {
            next();
        }
    }

    private synchronized boolean writeAll() {
        for (int app : List.copyOf(unwritten)) {
            try {
                write(wanted.get(app));
                unwritten.remove(app);
                chronicle.note("edit  " + wanted.get(app));
            } catch (KubernetesClientException e) {
                chronicle.note("edit not written  " + wanted.get(app) + ": " + e.getMessage());
            }
        }
        return unwritten.isEmpty();
    }

    private void write(WantedApp app) {
        if (app.there()) {
            client.resource(Serialization.unmarshal(app.manifest(), GenericKubernetesResource.class)).inNamespace(namespace)
                    .forceConflicts()
                    .serverSideApply();
        } else {
            client.resources(ExposedApp.class).inNamespace(namespace).withName(app.name()).delete();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
