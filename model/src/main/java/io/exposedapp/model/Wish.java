package io.exposedapp.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.exposedapp.api.v1.PortSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A port of an app as a user asks for it.
 *
 * @param protocol TCP or UDP
 * @param port the Service's port
 * @param pin the node port asked for, or null for one from the ledger
 * @param exposed it is to have a node port
 */
public record Wish(String name, String protocol, int port, @Nullable Integer pin, boolean exposed) {

    static Wish of(PortSpec spec) {
        return new Wish(spec.name(), Objects.requireNonNullElse(spec.protocol(), "TCP"),
                Objects.requireNonNullElse(spec.port(), spec.containerPort()), spec.nodePort(),
                !Boolean.FALSE.equals(spec.exposed()));
    }

    Wish pinnedTo(@Nullable Integer number) {
        return new Wish(name, protocol, port, number, exposed);
    }

    Wish renamed(String newName) {
        return new Wish(newName, protocol, port, pin, exposed);
    }

    /** For clients inside the cluster only, and so without a pin. */
    Wish hidden() {
        return new Wish(name, protocol, port, null, false);
    }

    Wish opened() {
        return new Wish(name, protocol, port, pin, true);
    }

    /** One Service port over two protocols, which may have one number. */
    boolean sharesNumberWith(Wish other) {
        return port == other.port && !protocol.equals(other.protocol);
    }

    /** The API server takes an app with these ports. */
    static boolean valid(List<Wish> ports) {
        var names = new HashSet<String>();
        return !ports.isEmpty() && ports.stream().allMatch(p -> names.add(p.name) && (p.exposed || p.pin == null))
                && ports.stream().allMatch(p -> ports.stream().filter(other -> !other.name.equals(p.name)).allMatch(p::goesWith));
    }

    private boolean goesWith(Wish other) {
        return (port != other.port || !protocol.equals(other.protocol))
                && (pin == null || !pin.equals(other.pin) || sharesNumberWith(other));
    }

    JsonNode json() {
        var json = JsonNodeFactory.instance.objectNode().put("name", name).put("containerPort", port).put("protocol", protocol);
        if (!exposed) {
            json.put("exposed", false);
        }
        return pin == null ? json : json.put("nodePort", pin);
    }

    @Override
    public String toString() {
        return name + " " + port + "/" + protocol + (pin == null ? "" : " on " + pin) + (exposed ? "" : " inside");
    }
}
