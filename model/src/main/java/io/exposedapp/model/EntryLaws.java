package io.exposedapp.model;

import static io.exposedapp.api.v1.NodePortReservationSpec.HELD;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.api.v1.NodePortReservationSpec;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must be true of every single change that the operator makes to an entry, in whatever order they come. It remembers what was promised:
 * how long numbers rest, by the ledger as it was at any moment since the world was last at rest.
 */
public final class EntryLaws {

    private static final long DAY = Duration.ofDays(1).toSeconds();

    private final Set<Long> coolDowns = new HashSet<>();
    /** Numbers that a Service has had since their entry was made. */
    private final Set<Integer> served = new HashSet<>();
    private long latest = DAY;

    public EntryLaws() {
        coolDowns.add(latest);
    }

    /** The ledger was made, edited or (null) deleted. */
    public void ledger(@Nullable NodePortLedger ledger) {
        var seconds = ledger == null ? null : ledger.getSpec().coolDownSeconds();
        latest = seconds == null ? DAY : seconds;
        coolDowns.add(latest);
    }

    /** Everybody knows the ledger as it is now. */
    public void settled() {
        coolDowns.clear();
        coolDowns.add(latest);
    }

    /** A Service was written, by whomever. */
    public void service(Service service) {
        served.addAll(Numbers.of(service).keySet());
    }

    /**
     * The operator has changed an entry.
     *
     * @param before null: it has made it
     * @param after null: it has deleted it
     * @throws BrokenLaw when it must not have
     */
    public void changed(@Nullable NodePortReservation before, @Nullable NodePortReservation after, Instant now) {
        if (before == null) {
            require(after != null && after.getSpec().state().equals(HELD), "a new entry is held", before, after);
            served.remove(number(Objects.requireNonNull(after)));
        } else if (after == null) {
            deleted(before, now);
        } else {
            changed(before, after, before.getSpec(), after.getSpec());
        }
    }

    private void deleted(NodePortReservation before, Instant now) {
        var until = before.getSpec().until();
        if (until != null) {
            require(!now.isBefore(Instant.parse(until)), "no rest ends before its time", before, null);
        } else {
            require(coolDowns.contains(0L) || !served.contains(number(before)), "what was in use is not free without a rest", before, null);
        }
    }

    private void changed(NodePortReservation before, NodePortReservation after, NodePortReservationSpec was, NodePortReservationSpec is) {
        var held = was.state().equals(HELD);
        if (is.state().equals(HELD)) {
            require(held ? sameApp(was, is) : was.holder().namespace().equals(is.holder().namespace()),
                    held ? "what is held is taken from nobody" : "a number rests for its namespace", before, after);
            require(!held || was.since().equals(is.since()), "held since the same moment", before, after);
        } else {
            require(held, "a rest is fixed at the release", before, after);
            require(was.holder().equals(is.holder()), "a number rests for who had it", before, after);
            var promised = coolDowns.stream().mapToLong(Long::longValue).min().orElseThrow();
            var rest = Duration.between(Instant.parse(is.since()), Instant.parse(Objects.requireNonNull(is.until())));
            require(rest.toSeconds() >= promised, "a number rests for " + promised + " s", before, after);
        }
    }

    private static Integer number(NodePortReservation entry) {
        return Integer.valueOf(entry.getMetadata().getName());
    }

    private static boolean sameApp(NodePortReservationSpec was, NodePortReservationSpec is) {
        return Snapshot.app(was.holder()).equals(Snapshot.app(is.holder()));
    }

    private static void require(boolean kept, String law, @Nullable NodePortReservation before, @Nullable NodePortReservation after) {
        if (!kept) {
            throw new BrokenLaw(law + ", but " + told(before) + " became " + told(after));
        }
    }

    private static String told(@Nullable NodePortReservation entry) {
        return entry == null ? "nothing" : entry.getMetadata().getName() + " " + HolderLaws.told(entry);
    }
}
