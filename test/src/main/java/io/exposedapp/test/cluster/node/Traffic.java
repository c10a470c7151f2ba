package io.exposedapp.test.cluster.node;

import io.exposedapp.test.waiting.Wait;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Requests that are repeated until they are answered as expected: a kube-proxy learns of a Service and of its pods a moment later than the
 * operator, on each node at a time of its own.
 */
public final class Traffic {

    private Traffic() {
    }

    /**
     * What the URL answers to curl from there, once it answers, whoever signed its certificate; throws {@link AssertionError} with curl's last
     * words if it does not.
     */
    public static String answer(Vantage from, String url) {
        return await(from + " -> " + url + " answers", () -> from.curl("--fail", "--insecure", url), CommandResult::succeeded).out();
    }

    /** What comes back for a datagram, once something does. */
    public static String answer(Vantage from, String address, int port, String datagram) {
        return await(from + " -> udp " + address + ":" + port + " answers", () -> from.udp(address, port, datagram),
                result -> result.succeeded() && !result.out().isEmpty()).out();
    }

    /** Repeats a request until its result is as expected; what is awaited is a clause: "it is refused". */
    public static CommandResult await(String what, Supplier<CommandResult> request, Predicate<CommandResult> expected) {
        return Wait.until(what).seen(request, expected);
    }
}
