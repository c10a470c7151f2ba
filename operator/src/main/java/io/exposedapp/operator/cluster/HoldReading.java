package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.Api;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.operator.app.Labels;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.exposure.HoldBlueprint;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.ledger.Hold;
import java.util.Optional;
import java.util.Set;

/** Recognises the Services that keep numbers. All must agree, so that a label on somebody's Service never frees a number in our eyes. */
final class HoldReading {

    private static final Set<String> OWNERS = Set.of(NodePortReservation.class.getSimpleName(), NodePortLedger.class.getSimpleName());

    private HoldReading() {
    }

    /**
     * The hold that the Service is, or empty.
     *
     * @param namespace the operator's own
     */
    static Optional<Hold> read(SeenService service, String namespace) {
        var controller = service.controller();
        var numbers = service.numbers();
        if (controller == null || !controller.group().equals(Api.GROUP) || !OWNERS.contains(controller.kind())
                || !service.namespace().equals(namespace) || numbers.size() != 1) {
            return Optional.empty();
        }
        int number = numbers.first();
        return service.name().equals(Names.hold(number)) && Integer.toString(number).equals(service.labels().get(Labels.HOLD))
                && service.selector().isEmpty()
                        ? Optional.of(new Hold(number, namespace, service.name(), service.uid(),
                                new Hold.Owner(controller.kind(), controller.name(), controller.uid()),
                                service.annotations().getOrDefault(HoldBlueprint.PURPOSE, "")))
                        : Optional.empty();
    }
}
