package io.exposedapp.test.scenario.proof;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.PortStatus;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What an app is told of a port whose pin it does not get, held against what is there.
 *
 * @param refused one of the ports in the app's status
 */
record Answer(ExposedApp app, PortStatus refused) {

    /** Who is named as the holder is the holder, and not about to give the number up; and if nobody is named, nobody has the number. */
    boolean isTrue(World world, Forgotten forgotten) {
        var pin = refused.requestedNodePort();
        if (pin == null) {
            return false;
        }
        if (says("though no Service shows it")) {
            return forgotten.has(pin);
        }
        var entry = world.entries.get(pin);
        if (entry == null || !world.holds(pin, World.holder(entry))) {
            return false;
        }
        return World.holder(entry).equals(World.name(app))
                ? says("is held by port " + World.ports(entry).collect(Collectors.joining(", ")) + " of this app, which keeps it")
                        && World.ports(entry).allMatch(port -> keeps(port, pin))
                : says("is held by " + World.holder(entry) + " ");
    }

    private boolean says(String text) {
        return Objects.requireNonNull(refused.message()).contains(text);
    }

    /** The port is on that number, and asks for no other that it could have. */
    private boolean keeps(String port, int number) {
        var ports = Objects.requireNonNull(app.getStatus().ports());
        return ports.stream().anyMatch(other -> other.name().equals(port) && Objects.equals(other.nodePort(), number)
                && (other.requestedNodePort() == null || other.reason() != null));
    }
}
