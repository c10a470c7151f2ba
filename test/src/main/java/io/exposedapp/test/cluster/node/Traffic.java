package io.exposedapp.test.cluster.node;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Requests that are repeated until they are answered as expected: a kube-proxy learns of a Service and of its pods a moment later than the
 * operator, on each node at a time of its own.
 */
public final class Traffic {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Traffic() {
    }

    /**
     * What the URL answers to curl from there, once it answers, whoever signed its certificate; throws {@link AssertionError} with curl's last
     * words if it does not.
     */
    public static String answer(Vantage from, String url) {
        return await(from + " -> " + url, () -> from.curl("--fail", "--insecure", url), CommandResult::succeeded).out();
    }

    /** What comes back for a datagram, once something does. */
    public static String answer(Vantage from, String address, int port, String datagram) {
        return await(from + " -> udp " + address + ":" + port, () -> from.udp(address, port, datagram),
                result -> result.succeeded() && !result.out().isEmpty()).out();
    }

    /** Repeats a request until its result is as expected. */
    public static CommandResult await(String what, Supplier<CommandResult> request, Predicate<CommandResult> expected) {
        CommandResult[] last = new CommandResult[1];
        try {
            Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(50)).atMost(PATIENCE)
                    .until(() -> {
                        last[0] = request.get();
                        return expected.test(last[0]);
                    });
            return last[0];
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(what + " was not as expected within " + PATIENCE.toSeconds() + " s; the last was " + last[0], e);
        }
    }
}
