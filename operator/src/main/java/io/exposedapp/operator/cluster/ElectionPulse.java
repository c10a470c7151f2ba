package io.exposedapp.operator.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether this replica still takes part in the election: it asks for the lease every few seconds, whoever has it and whatever the API server answers.
 * The client's elector ends for good, with no more than a line in the log, at a Lease that it cannot read, such as one without
 * {@code renewTime} that somebody wrote by hand; the process would stand by for ever.
 */
public final class ElectionPulse {

    /** Longer than a request may hang and be repeated. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ApiRequests requests;
    private final InstantSource clock;
    private long asked;
    private Instant changed;

    /** Begins to count now. */
    public ElectionPulse(ApiRequests requests, InstantSource clock) {
        this.requests = requests;
        this.clock = clock;
        changed = clock.instant();
    }

    /** What is wrong; to be asked more often than once in {@link #PATIENCE}. */
    public synchronized Optional<String> problem() {
        var now = clock.instant();
        var sum = requests.counts().entrySet().stream().filter(count -> count.getKey().resource().equals("leases"))
                .mapToLong(count -> count.getValue()).sum();
        if (sum != asked) {
            asked = sum;
            changed = now;
        }
        return now.isBefore(changed.plus(PATIENCE))
                ? Optional.empty()
                : Optional.of("the lease was not asked for since " + changed
                        + ", so this replica can never lead; if it happens again, delete Lease "
                        + Leadership.LEASE);
    }
}
