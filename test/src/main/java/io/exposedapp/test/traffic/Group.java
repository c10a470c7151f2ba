package io.exposedapp.test.traffic;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Addresses whose requests are counted together: an app's number on every node.
 *
 * @param name a word without spaces and signs
 */
public record Group(String name, List<InetSocketAddress> targets) {

    public Group {
        targets = List.copyOf(targets);
        if (!name.matches("[a-z0-9-]+") || targets.isEmpty()) {
            throw new IllegalArgumentException(
                    "a group has a name of letters, digits and hyphens, and at least one target: " + name + " " + targets);
        }
    }

    /** One port on several hosts. */
    public static Group of(String name, List<String> hosts, int port) {
        return new Group(name, hosts.stream().map(host -> new InetSocketAddress(InetAddress.ofLiteral(host), port)).toList());
    }

    /** As {@link #parse} reads it: {@code name=host:port,host:port}. */
    @Override
    public String toString() {
        return name + "=" + targets.stream().map(t -> t.getHostString() + ":" + t.getPort()).collect(Collectors.joining(","));
    }

    static Group parse(String text) {
        var equals = text.indexOf('=');
        return new Group(text.substring(0, equals),
                Pattern.compile(",").splitAsStream(text.substring(equals + 1)).map(Group::target).toList());
    }

    private static InetSocketAddress target(String text) {
        var colon = text.lastIndexOf(':');
        return new InetSocketAddress(InetAddress.ofLiteral(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }
}
