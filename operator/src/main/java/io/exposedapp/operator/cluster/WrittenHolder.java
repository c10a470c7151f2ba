package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.NodePortReservation;
import java.util.stream.Stream;

/** Whether this operator decided who has the number of an entry, and nobody has changed that since. */
final class WrittenHolder {

    private WrittenHolder() {
    }

    static boolean isIn(NodePortReservation entry) {
        var ours = ManagedFields.of(entry);
        return Stream.of("f:namespace", "f:name", "f:uid").allMatch(field -> ours.has("f:spec", "f:holder", field));
    }
}
