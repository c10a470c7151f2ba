package io.exposedapp.test.traffic;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Local addresses and ports, each given once. A SYN to a pod that is gone leaves a conntrack entry that swallows whatever comes from the
 * same address and port for two minutes: a client that used one again would count the failures of an earlier moment.
 */
final class Sources {

    private static final int FIRST_PORT = 10_000;
    private static final int PORTS = 50_000;

    private final List<InetAddress> addresses;
    private final AtomicInteger given = new AtomicInteger();

    /**
     * @param addresses of this host, for 50,000 requests each
     */
    Sources(List<InetAddress> addresses) {
        this.addresses = List.copyOf(addresses);
    }

    InetSocketAddress next() {
        var number = given.getAndIncrement();
        if (number >= addresses.size() * PORTS) {
            throw new IllegalStateException(
                    "all " + addresses.size() * PORTS + " source ports of " + addresses + " are used up: give more addresses");
        }
        return new InetSocketAddress(addresses.get(number / PORTS), FIRST_PORT + number % PORTS);
    }
}
