package io.exposedapp.test.cluster.node;

/**
 * Rules that drop packets in one network, in a table of their own: those of a kube-proxy stay as they are.
 *
 * @param network in which they hold
 */
record PacketRules(Vantage network) {

    private static final String TABLE = "inet exposedapp-test";

    static PacketRules at(Vantage network) {
        return new PacketRules(network);
    }

    /** In both directions, forwarded packets of pods too. */
    void dropBetween(String address, int port, int percent) {
        load("""
                chain leaving { type filter hook postrouting priority 0; ip daddr %1$s tcp dport %2$d %3$s drop; }
                chain coming { type filter hook prerouting priority -300; ip saddr %1$s tcp sport %2$d %3$s drop; }
                """.formatted(address, port, chance(percent)));
    }

    void dropAll(String device) {
        load("""
                chain leaving { type filter hook postrouting priority 0; oifname "%1$s" drop; }
                chain coming { type filter hook prerouting priority -300; iifname "%1$s" drop; }
                """.formatted(device));
    }

    /** What processes of that group send: acknowledgements too, so that nothing of the other direction arrives for good either. */
    void dropOfGroup(int group, int port, int percent) {
        load("chain leaving { type filter hook output priority 0; meta skgid %d tcp dport %d %s drop; }".formatted(group, port,
                chance(percent)));
    }

    void remove() {
        network.run("nft", "delete", "table", "inet", "exposedapp-test").orThrow();
    }

    private void load(String chains) {
        network.runWithInput("table " + TABLE + " {\n" + chains + "\n}\n", "nft", "-f", "-").orThrow();
    }

    private static String chance(int percent) {
        return percent == 100 ? "" : "numgen random mod 100 < " + percent;
    }
}
