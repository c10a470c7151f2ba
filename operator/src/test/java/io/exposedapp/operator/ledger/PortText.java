package io.exposedapp.operator.ledger;

import io.exposedapp.operator.app.Port;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A port as tests write it: {@code name:port[/PROTOCOL][=pin]}. */
record PortText(String name, int port, String protocol, @Nullable Integer pin) {

    private static final Pattern FORM = Pattern.compile("(?<name>[a-z0-9-]+):(?<port>\\d+)(/(?<protocol>[A-Z]+))?(=(?<pin>\\d+))?");

    static PortText parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(text + " is not name:port[/PROTOCOL][=pin]");
        }
        var protocol = form.group("protocol");
        var pin = form.group("pin");
        return new PortText(form.group("name"), Integer.parseInt(form.group("port")), protocol == null ? Port.DEFAULT_PROTOCOL : protocol,
                pin == null ? null : Integer.valueOf(pin));
    }

    Port asPort() {
        return new Port(name, protocol, 1000 + port, port, pin, null, true);
    }

    HeldPort asHeld() {
        return new HeldPort(name, protocol, port);
    }
}
