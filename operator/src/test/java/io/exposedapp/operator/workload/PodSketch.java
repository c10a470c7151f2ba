package io.exposedapp.operator.workload;

import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.workload.SeenPod.Phase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A pod of {@code shop/web}: at first running and Ready since it was created, on a node of its own. */
final class PodSketch {

    final String name;
    final String revision;
    final Instant createdAt;
    @Nullable
    String controller = Shop.UID;
    Phase phase = Phase.RUNNING;
    boolean ready = true;
    @Nullable
    Instant readyChanged;
    @Nullable
    String node;
    boolean terminating;
    Instant goneBy;
    int restarts;
    int deletionCost;
    @Nullable
    Trouble trouble;

    PodSketch(String name, String revision, Instant createdAt) {
        this.name = name;
        this.revision = revision;
        this.createdAt = createdAt;
        this.readyChanged = createdAt;
        this.goneBy = createdAt;
        this.node = "node-of-" + name;
    }

    static PodSketch of(String image, int slot, Instant createdAt) {
        return new PodSketch(Names.pod(Shop.WEB.name(), Shop.hash(image), slot), Shop.hash(image), createdAt);
    }

    PodSketch unready(Instant since) {
        ready = false;
        readyChanged = since;
        return this;
    }

    PodSketch ready(Instant since) {
        ready = true;
        readyChanged = since;
        return this;
    }

    PodSketch ended(Phase how) {
        phase = how;
        ready = false;
        return this;
    }

    SeenPod seen() {
        return new SeenPod(Shop.WEB, name, "uid-of-" + name + createdAt, "1", revision, controller, phase, ready, readyChanged, node,
                terminating ? goneBy : null, createdAt, restarts, deletionCost, trouble);
    }
}
