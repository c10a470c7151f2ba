package io.exposedapp.operator.workload;

import io.exposedapp.api.v1.RolloutSpec;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.workload.Move.AdoptPod;
import io.exposedapp.operator.workload.Move.AdoptRevision;
import io.exposedapp.operator.workload.Move.CreatePod;
import io.exposedapp.operator.workload.Move.CreateRevision;
import io.exposedapp.operator.workload.Move.DeletePod;
import io.exposedapp.operator.workload.Move.DeleteRevision;
import io.exposedapp.operator.workload.Move.ForgetSplit;
import io.exposedapp.operator.workload.Move.RememberSplit;
import io.exposedapp.operator.workload.SeenPod.Phase;
import io.exposedapp.operator.workload.Situation.Endpoints;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A little cluster with one app: what the API server, the kubelets, garbage collection and people do to it. */
final class World {

    final Map<String, PodSketch> pods = new TreeMap<>();
    final Map<String, SeenRevision> revisions = new TreeMap<>();
    private final RandomGenerator random;
    private final RolloutSpec rollout;
    private final Set<String> endpoints = new TreeSet<>();
    private boolean paused;
    private boolean slicesLag;
    private String uid = Shop.UID;
    private final Map<String, String> images = new TreeMap<>();
    private String image = "good-1";
    private int replicas = 3;
    private int generation = 1;
    private List<Instant> failures = List.of();
    private Instant now = Shop.NOW;

    World(RandomGenerator random, RolloutSpec rollout) {
        this.random = random;
        this.rollout = rollout;
    }

    Situation seen() {
        var app = app();
        var seenRevisions = shuffled(List.copyOf(revisions.values()));
        var seenPods = shuffled(pods.values().stream().map(PodSketch::seen).toList());
        return new Situation(app, Revision.of(app, seenRevisions), seenRevisions, seenPods, pods.keySet(), failures, List.of(),
                List.of(new Endpoints("web", endpoints)), new TreeMap<>(), now);
    }

    App app() {
        return Shop.web(uid, image, replicas,
                new RolloutSpec(rollout.strategy(), rollout.maxSurge(), rollout.maxUnavailable(), rollout.minReadySeconds(),
                        rollout.progressDeadlineSeconds(), null, null, paused));
    }

    private <T> List<T> shuffled(List<T> list) {
        var copy = new ArrayList<>(list);
        for (var i = copy.size(); i > 1; i--) {
            copy.add(copy.remove(random.nextInt(i)));
        }
        return copy;
    }

    /** Something happens that the operator did not do. */
    String mischief() {
        return switch (random.nextInt(14)) {
            case 0 -> edit("image", () -> image = (random.nextInt(3) == 0 ? "bad-" : "good-") + random.nextInt(4));
            case 1 -> edit("replicas", () -> replicas = random.nextInt(7));
            case 2 -> toSome("deleted", pod -> pod.terminating = true);
            case 3 -> toSome("vanished", pod -> pods.remove(pod.name));
            case 4, 5 -> toSome("failed", this::fail);
            case 6 -> toSome("unready", pod -> pod.unready(now));
            case 7 -> orphaned();
            case 8 -> recreated();
            case 9 -> squatted();
            case 10 -> edit("paused", () -> paused = !paused);
            case 11 -> edit("endpoints", () -> slicesLag = !slicesLag);
            default -> behave();
        };
    }

    private String edit(String what, Runnable edit) {
        edit.run();
        return what + ": now " + image + " x " + replicas + (paused ? ", paused" : "") + (slicesLag ? ", slices lag" : "");
    }

    private interface Happening {
        void to(PodSketch pod);
    }

    private String toSome(String what, Happening happening) {
        var chosen = pods.values().stream().filter(_ -> random.nextInt(3) == 0).toList();
        chosen.forEach(happening::to);
        return what + ": " + chosen.stream().map(p -> p.name).toList();
    }

    private void fail(PodSketch pod) {
        if (pod.phase == Phase.RUNNING || pod.phase == Phase.PENDING) {
            pod.ended(random.nextInt(4) == 0 ? Phase.SUCCEEDED : Phase.FAILED);
            failures = Backoff.remember(failures, now);
        }
    }

    /** {@code kubectl delete --cascade=orphan}, and applied again. */
    private String orphaned() {
        control(uid, null);
        return newUid("orphaned");
    }

    /** Deleted and applied again, before garbage collection has run. */
    private String recreated() {
        return newUid("re-created");
    }

    private String newUid(String what) {
        uid = "web-uid-" + generation++;
        return what + ": now " + uid;
    }

    private void control(String from, @Nullable String to) {
        pods.values().stream().filter(p -> from.equals(p.controller)).forEach(p -> p.controller = to);
        revisions.replaceAll((name, r) -> from.equals(r.controllerUid()) ? controlled(r, to) : r);
    }

    private static SeenRevision controlled(SeenRevision r, @Nullable String by) {
        return new SeenRevision(r.app(), r.name(), r.uid(), r.resourceVersion(), r.hash(), r.number(), r.intent(), r.portNames(),
                r.createdAt(), by, r.split());
    }

    /** Somebody has a pod of the name that is next. */
    private String squatted() {
        var hash = Revision.of(app(), List.of()).hash();
        var name = "web-" + hash + "-" + random.nextInt(4);
        var pod = new PodSketch(name, "", now);
        pod.controller = "somebody";
        pods.putIfAbsent(name, pod);
        return "squatted: " + name;
    }

    /** Pods start if their image is good, go if they are to go, and garbage is collected. */
    String behave() {
        now = now.plus(Duration.ofSeconds(1 + random.nextInt(60)));
        pods.values().removeIf(p -> p.terminating);
        pods.values().removeIf(p -> p.controller != null && p.controller.startsWith("web-uid") && !p.controller.equals(uid));
        revisions.values().removeIf(r -> r.controllerUid() != null && !r.controllerUid().equals(uid));
        var good = revisions.values().stream().map(SeenRevision::hash).filter(hash -> images.getOrDefault(hash, "").startsWith("good"))
                .collect(Collectors.toSet());
        pods.values().stream().filter(p -> !p.seen().finished() && !p.ready).filter(p -> good.contains(p.revision)).forEach(p -> {
            p.phase = Phase.RUNNING;
            p.node = p.node == null ? "node-" + random.nextInt(3) : p.node;
            p.ready(now);
        });
        if (!slicesLag || random.nextInt(5) == 0) {
            endpoints.clear();
            pods.values().stream().map(PodSketch::seen).filter(p -> p.active() && p.ready()).forEach(p -> endpoints.add(p.uid()));
        }
        return "behaved";
    }

    void pause(boolean newPaused) {
        paused = newPaused;
    }

    void scale(int newReplicas) {
        replicas = newReplicas;
    }

    /** All that held things up is over. */
    void goesOn() {
        paused = false;
        slicesLag = false;
    }

    void choose(String newImage) {
        image = newImage;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void apply(Move move) {
        switch (move) {
            case AdoptPod(SeenPod pod) -> pod(pod).controller = uid;
            case AdoptRevision(SeenRevision revision) -> revisions.put(revision.name(), controlled(revision, uid));
            case CreateRevision(Revision revision, long number, var _) -> create(revision, number);
            case Move.CreateBudget _,Move.ResizeBudget _,Move.DeleteBudget _ ->
                throw new IllegalStateException("nobody asked for a budget");
            case RememberSplit(SeenRevision revision, Split split) -> note(revision, split);
            case ForgetSplit(SeenRevision revision) -> note(revision, null);
            case DeleteRevision(SeenRevision revision) -> revisions.remove(revision.name());
            case CreatePod create -> {
                var pod = new PodSketch(create.name(), create.revision(), now);
                pod.controller = uid;
                pod.node = random.nextInt(4) == 0 ? null : "node-" + random.nextInt(3);
                pods.put(create.name(), pod.ended(Phase.PENDING).unready(now));
            }
            case DeletePod(SeenPod pod, Move.Why _) -> pod(pod).terminating = true;
        }
    }

    private PodSketch pod(SeenPod pod) {
        return Objects.requireNonNull(pods.get(pod.name()));
    }

    private void note(SeenRevision r, @Nullable Split split) {
        revisions.put(r.name(), new SeenRevision(r.app(), r.name(), r.uid(), r.resourceVersion(), r.hash(), r.number(), r.intent(),
                r.portNames(), r.createdAt(), r.controllerUid(), split));
    }

    private void create(Revision revision, long number) {
        var name = "web-" + revision.hash();
        if (revisions.containsKey(name)) {
            throw new IllegalStateException("409: " + name + " exists");
        }
        images.put(revision.hash(), image);
        revisions.put(name, new SeenRevision(Shop.WEB, name, "uid-of-" + name + now, "1", revision.hash(), number, revision.intent(),
                Set.of("http"), now, uid, null));
    }
}
