package io.exposedapp.operator.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.cluster.Memory;
import io.exposedapp.operator.exposure.HoldBlueprint;
import io.exposedapp.operator.ledger.Hold;
import io.exposedapp.operator.plan.Action;
import java.util.Optional;

/** The requests of {@code cluster.HoldApplier} and {@code cluster.HoldWrites}, to the world. */
final class HoldRequests {

    private final Replica replica;

    HoldRequests(Replica replica) {
        this.replica = replica;
    }

    /** False where the number cannot be kept. */
    boolean make(Action.MakeHold action) {
        var owner = action.owner();
        try {
            replica.memory.written(replica.writes(() -> replica.world.create(
                    HoldBlueprint.of(Memory.NAMESPACE, action.number(), owner.kind(), owner.name(), owner.uid(), action.purpose()))));
            return true;
        } catch (Refused _) {
            return refresh(action.number());
        }
    }

    void describe(Action.DescribeHold action) {
        var patch = JsonNodeFactory.instance.arrayNode();
        patch.addObject().put("op", "test").put("path", "/metadata/uid").put("value", action.hold().uid());
        patch.addObject().put("op", "add").put("path", "/metadata/annotations/" + HoldBlueprint.PURPOSE.replace("/", "~1"))
                .put("value", action.purpose());
        try {
            replica.memory.written(replica.writes(() -> replica.world.patch(key(action.hold().number()), patch)));
        } catch (Refused e) {
            e.unlessLost();
            refresh(action.hold().number());
        }
    }

    void remove(Hold hold) {
        replica.memory.deleted(replica.writes(() -> replica.world.deleteService(key(hold.number()), hold.uid(), null)));
    }

    void removeOrRefresh(Hold hold) {
        try {
            remove(hold);
        } catch (Refused e) {
            e.unlessLost();
            refresh(hold.number());
        }
    }

    /** A live look; true when the number is kept. */
    boolean refresh(int number) {
        return replica.memory.refreshHold(number,
                () -> replica.reads(() -> Optional.ofNullable(replica.world.service(key(number)))).orElse(null));
    }

    private static AppRef key(int number) {
        return new AppRef(Memory.NAMESPACE, Names.hold(number));
    }
}
