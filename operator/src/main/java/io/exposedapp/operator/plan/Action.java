package io.exposedapp.operator.plan;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.exposure.DesiredService;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServiceChange;
import io.exposedapp.operator.exposure.ServicePort;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.Hold;
import io.exposedapp.operator.workload.Move;
import java.util.Set;
import java.util.stream.Collectors;

/** One write. Each carries the UID and resourceVersion of what the decision saw, or is a {@code create}. */
public sealed interface Action {

    /** A write of the app's reconciler: it claims numbers, serves them, and keeps the pods. */
    sealed interface OfApp extends Action {

        /** Writes that depend on each other: the first that fails ends those of its section, and of no other. */
        default Section section(App app) {
            if (this instanceof Pods) {
                return Section.PODS;
            }
            return this instanceof OfService write && !write.service().equals(app.service().name()) ? Section.INTERNAL : Section.PORTS;
        }
    }

    /** A write to one of the app's Services. */
    sealed interface OfService extends OfApp {

        /** Its name. */
        String service();

        /** Numbers that the Service has after it, as far as it says so. */
        default Set<Integer> numbers() {
            return Set.of();
        }
    }

    /** A write of the entry's reconciler: state and deletion of an entry belong to it. */
    sealed interface OfEntry extends Action {
    }

    /** One that changes the state of the entry, or deletes it. */
    sealed interface OfNumber extends OfEntry {
    }

    /** A write of the ledger's reconciler: it keeps the numbers that are set aside. */
    sealed interface OfLedger extends Action {
    }

    /** What stands and falls together. */
    enum Section {
        /** Claims, and the Service that carries the numbers. */
        PORTS,
        /** The Service for clients inside the cluster. */
        INTERNAL,
        PODS
    }

    /** The atomic claim of a number. */
    record CreateEntry(Entry entry) implements OfApp {
    }

    /** The entry changes owner or ports, or comes back from its rest. */
    record AmendEntry(Entry before, Entry entry) implements OfApp {
    }

    /** An entry that cannot be read, written anew for the app whose Service proves its number; with the UID and resourceVersion seen. */
    record RewriteEntry(Entry entry) implements OfApp {
    }

    /** Takes back a claim of this very pass that no Service ever carried; any other one rests. */
    record DiscardClaim(Entry entry) implements OfApp {
    }

    record CreateService(DesiredService desired) implements OfService {

        @Override
        public String service() {
            return desired.name();
        }

        @Override
        public Set<Integer> numbers() {
            return desired.ports().stream().filter(ServicePort::hasNodePort).map(ServicePort::nodePort).collect(Collectors.toSet());
        }
    }

    record PatchService(SeenService seen, ServiceChange change) implements OfService {

        @Override
        public String service() {
            return seen.name();
        }

        @Override
        public Set<Integer> numbers() {
            return change.numbers();
        }
    }

    /** There is nothing for it to serve. That of the numbers goes before they are released. */
    record DeleteService(SeenService seen) implements OfService {

        @Override
        public String service() {
            return seen.name();
        }
    }

    /** A write to pods and their revisions. */
    record Pods(Move move) implements OfApp {
    }

    /** A held number begins its rest. */
    record ReleaseEntry(Entry entry, Entry rested, Absence proof) implements OfNumber {

        public ReleaseEntry {
            proof.require(entry);
        }
    }

    /** A held number is free at once: its ledger has no cool-down. */
    record FreeEntry(Entry entry, Absence proof) implements OfNumber {

        public FreeEntry {
            proof.require(entry);
        }
    }

    /** The rest is over. */
    record EndRest(Entry entry) implements OfNumber {
    }

    /** A number that nobody serves on is kept in the API server's allocator too. */
    record MakeHold(int number, Hold.Owner owner, String purpose) implements OfEntry, OfLedger {
    }

    /** What the number is kept for has changed. */
    record DescribeHold(Hold hold, String purpose) implements OfLedger {
    }

    /** By UID: right before the number goes to its holder, or because it is not to be kept any more. */
    record RemoveHold(Hold hold) implements OfApp, OfEntry, OfLedger {
    }
}
