package io.exposedapp.operator.model;

import io.exposedapp.model.Numbers;
import io.exposedapp.model.Sequence;
import io.exposedapp.operator.ledger.Range;
import io.exposedapp.operator.plan.Failure;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The API server's allocator of node ports: a number is on one Service only, and one that has just come free may be refused for seconds. */
final class Allocator {

    static final Range RANGE = new Range(Sequence.NUMBERS.first(), Sequence.NUMBERS.last());

    private final TreeMap<Integer, Instant> lagging = new TreeMap<>();

    /** Refuses the Service in the API server's way. */
    void check(Service service, Collection<Service> others, Instant now) {
        lagging.values().removeIf(until -> !until.isAfter(now));
        if (!service.getSpec().getType().equals("NodePort")) {
            return;
        }
        var ports = new HashSet<String>();
        for (var port : service.getSpec().getPorts()) {
            int number = port.getNodePort() == null ? 0 : port.getNodePort();
            if (number == 0) {
                throw new IllegalArgumentException("nobody here leaves a number to the API server");
            }
            if (!RANGE.contains(number)) {
                throw new Refused(new Failure.NumberOutOfRange(number, RANGE));
            }
            var taken = others.stream().anyMatch(other -> Numbers.of(other).containsKey(number));
            var twice = service.getSpec().getPorts().stream()
                    .anyMatch(p -> p.getNodePort() == number && !p.getPort().equals(port.getPort()));
            if (taken || twice || !ports.add(number + port.getProtocol())) {
                throw new Refused(new Failure.NumberTaken(number));
            }
        }
    }

    /** A number that was not on this Service before may still be lagging in one of several API servers. */
    void checkLag(Service service, @Nullable Service before) {
        for (int number : Numbers.of(service).keySet()) {
            if (lagging.containsKey(number) && (before == null || !Numbers.of(before).containsKey(number))) {
                throw new Refused(new Failure.NumberTaken(number));
            }
        }
    }

    /** The number was freed, and an API server does not know yet. */
    void lag(int number, Instant now, Duration time) {
        lagging.put(number, now.plus(time));
    }
}
