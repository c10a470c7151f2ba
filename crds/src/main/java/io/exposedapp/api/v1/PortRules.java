package io.exposedapp.api.v1;

/** CEL over ports, with the sentences that say what to change. Unset fields are read as the operator reads them: nothing is defaulted. */
final class PortRules {

    static final String IANA_NAME = "self.size() <= 15 && self.matches('^[a-z0-9]+(-[a-z0-9]+)*$') && self.matches('[a-z]')";
    static final String IANA_NAME_MESSAGE = "a port name has at most 15 lower case letters, digits and single inner hyphens, "
            + "and at least one letter (an IANA service name): choose one like 'http' or 'ka-port'";

    static final String PORT_ONCE = """
            self.all(a, self.exists_one(b,
              (has(a.port) ? a.port : a.containerPort) == (has(b.port) ? b.port : b.containerPort)
              && (has(a.protocol) ? a.protocol : 'TCP') == (has(b.protocol) ? b.protocol : 'TCP')))""";
    static final String PORT_ONCE_MESSAGE = "two ports have the same port and protocol (unset, port is containerPort and protocol is TCP): "
            + "give one of them another port or protocol";

    static final String PIN_ONCE = """
            self.all(a, !has(a.nodePort) || self.all(b, !has(b.nodePort) || a.nodePort != b.nodePort || a.name == b.name
              || ((has(a.port) ? a.port : a.containerPort) == (has(b.port) ? b.port : b.containerPort)
                && (has(a.protocol) ? a.protocol : 'TCP') != (has(b.protocol) ? b.protocol : 'TCP'))))""";
    static final String PIN_ONCE_MESSAGE = "two ports are pinned to the same nodePort: give one of them another nodePort, "
            + "or give both the same port and different protocols";

    static final String PIN_EXPOSED = "!has(self.nodePort) || !has(self.exposed) || self.exposed";

    /** An expression, so that it can name the port; affordable here, where it is about one port and not about a list of them. */
    static final String PIN_EXPOSED_MESSAGE = "'port ' + self.name + ' is not exposed and so has no nodePort: "
            + "remove nodePort, or exposed: false'";

    private PortRules() {
    }
}
