package io.exposedapp.model;

import static io.exposedapp.api.v1.NodePortReservationSpec.COOLING_DOWN;
import static io.exposedapp.api.v1.NodePortReservationSpec.HELD;
import static io.exposedapp.api.v1.NodePortReservationSpec.RETAIN;
import static io.exposedapp.api.v1.NodePortReservationSpec.RETAINED;

import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.api.v1.NodePortReservationSpec;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What must be true of every single change that the operator makes to an entry, in whatever order they come. */
public final class EntryLaws {

    private final Promises promises;
    private final BiPredicate<AppKey, Integer> carries;
    /** Numbers that a Service has had since their entry was made. */
    private final Set<Integer> served = new HashSet<>();

    /**
     * Laws without a past.
     *
     * @param promises what ledgers have said since everybody knew them
     * @param carries whether the Service of this name has the number at this moment
     */
    public EntryLaws(Promises promises, BiPredicate<AppKey, Integer> carries) {
        this.promises = promises;
        this.carries = carries;
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
            created(Objects.requireNonNull(after));
        } else if (after == null) {
            deleted(before, now);
        } else {
            changed(before, after, before.getSpec(), after.getSpec());
        }
    }

    private void created(NodePortReservation entry) {
        var spec = entry.getSpec();
        require(spec.state().equals(HELD), "a new entry is held", null, entry);
        if (carries.test(new AppKey(spec.holder().namespace(), spec.holder().service()), number(entry))) {
            // It was lost, and is made again.
            served.add(number(entry));
        } else {
            served.remove(number(entry));
            require(!promises.suspended(spec.ledger()), "a suspended ledger grants nothing", null, entry);
            require(!promises.keptForAnother(Snapshot.app(spec.holder()), number(entry)), "what is set aside is for nobody else", null,
                    entry);
        }
    }

    private void deleted(NodePortReservation before, Instant now) {
        var spec = before.getSpec();
        require(!spec.state().equals(RETAINED), "what is retained waits for its app", before, null);
        if (spec.state().equals(COOLING_DOWN)) {
            require(!now.isBefore(Instant.parse(String.valueOf(spec.until()))), "no rest ends before its time", before, null);
        } else if (served.contains(number(before))) {
            require(promises.shortestRest(spec.ledger()) == 0 && !spec.reclaimPolicy().equals(RETAIN),
                    "what was in use is not free without a rest", before, null);
        } else {
            return;
        }
        require(!promises.suspended(spec.ledger()), "a suspended ledger frees nothing", before, null);
        served.remove(number(before));
    }

    private void changed(NodePortReservation before, NodePortReservation after, NodePortReservationSpec was, NodePortReservationSpec is) {
        var held = was.state().equals(HELD);
        if (is.state().equals(HELD)) {
            require(held ? sameApp(was, is) : was.holder().namespace().equals(is.holder().namespace()),
                    held ? "what is held is taken from nobody" : "a number rests for its namespace", before, after);
            require(!held || was.since().equals(is.since()), "held since the same moment", before, after);
            return;
        }
        require(held, "a rest is fixed at the release", before, after);
        require(was.holder().equals(is.holder()), "a number rests for who had it", before, after);
        require(is.state().equals(RETAINED) == was.reclaimPolicy().equals(RETAIN), "the entry says what becomes of it", before, after);
        require(!promises.suspended(was.ledger()), "a suspended ledger releases nothing", before, after);
        if (is.state().equals(COOLING_DOWN)) {
            var promised = promises.shortestRest(was.ledger());
            var rest = Duration.between(Instant.parse(is.since()), Instant.parse(String.valueOf(is.until())));
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
