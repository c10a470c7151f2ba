package io.exposedapp.operator.controller;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.ledger.Allocation;
import io.exposedapp.operator.ledger.Grant;
import io.exposedapp.operator.ledger.Refusal;
import io.exposedapp.operator.status.Reason;
import io.exposedapp.operator.status.Refusals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an app was refused in its last pass, and so what it waits for.
 *
 * @param created when the app was, in RFC 3339: who waits longest is served first, as a best effort
 * @param reasons one for each refused port
 * @param unserved refused ports that have no number meanwhile
 * @param numbers that it waits for by number
 * @param anyNumber ports that any number of their ledger would do for; the ports of neither kind wait for an edit of a ledger or namespace
 */
record Wish(String created, List<Reason> reasons, int unserved, Set<Integer> numbers, List<AnyNumber> anyNumber) {

    /** @param overQuota it is not the ledger but the namespace that has no room */
    record AnyNumber(String ledger, String port, boolean overQuota) {
    }

    Wish {
        reasons = List.copyOf(reasons);
        numbers = Set.copyOf(numbers);
        anyNumber = List.copyOf(anyNumber);
    }

    static Wish of(AppRef app, String created, Allocation allocation, Instant now) {
        var reasons = new ArrayList<Reason>();
        var numbers = new TreeSet<Integer>();
        var anyNumber = new ArrayList<AnyNumber>();
        allocation.grants().forEach((port, grant) -> {
            if (grant instanceof Grant.Refused(Integer _, Refusal refusal)) {
                reasons.add(Refusals.of(refusal, app, now).reason());
                switch (refusal) {
                    case Refusal.HeldBy held -> numbers.add(held.number());
                    case Refusal.OnService on -> numbers.add(on.number());
                    case Refusal.TakenInApiServer taken -> numbers.add(taken.number());
                    case Refusal.EntryUnreadable unreadable -> numbers.add(unreadable.number());
                    case Refusal.Resting resting -> numbers.add(resting.number());
                    case Refusal.PinnedTwice twice -> numbers.add(twice.number());
                    case Refusal.KeptForAnother kept -> numbers.add(kept.number());
                    case Refusal.Exhausted exhausted -> anyNumber.add(new AnyNumber(exhausted.ledger(), port, false));
                    case Refusal.OverQuota over -> anyNumber.add(new AnyNumber(over.ledger(), port, true));
                    case Refusal.OutOfRange _,Refusal.OutsideApiServer _,Refusal.Excluded _,Refusal.Suspended _,Refusal.NoLedger _,Refusal.NotAdmitted _,Refusal.RangeUnknown _ ->
                        {
                    }
                }
            }
        });
        return new Wish(created, reasons, unserved(allocation), numbers, anyNumber);
    }

    private static int unserved(Allocation allocation) {
        return (int) allocation.grants().values().stream().filter(grant -> grant.number() == null).count();
    }

    boolean none() {
        return reasons.isEmpty();
    }
}
