package io.exposedapp.test.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of the loopback interface that nobody listens on. From below the node ports (30000-32767) and the ephemeral ports (from 32768):
 * no connection takes it by chance while an API server that was killed is down.
 */
public final class FreePort {

    static final int FIRST = 20_000;
    static final int LAST = 29_999;
    private static final int TRIES = 1000;

    private FreePort() {
    }

    /** At random, so that two test runs that start together hardly ever choose the same. */
    public static int choose() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("found no free port from " + FIRST + " to " + LAST);
    }

    static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
