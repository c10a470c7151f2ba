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
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Which apps wait for which number, so that they hear of it without polling. Nothing rests on it for safety: it is rebuilt by the first
 * pass over each app after a start.
 */
final class Waiting {

    /** @param any any number would do, or none is ever to be had as the ledger is now */
    private record Wish(List<Reason> reasons, Set<Integer> numbers, boolean any) {
    }

    private final Map<AppRef, Wish> wishes = new ConcurrentHashMap<>();

    /** Notes what the app was refused in its last pass; true when that is anything. */
    boolean put(AppRef app, Allocation allocation, Instant now) {
        var reasons = new ArrayList<Reason>();
        var numbers = new TreeSet<Integer>();
        var any = false;
        for (Grant grant : allocation.grants().values()) {
            if (grant instanceof Grant.Refused(Integer _, Refusal refusal)) {
                var awaited = awaited(refusal);
                any |= awaited.isEmpty();
                numbers.addAll(awaited);
                reasons.add(Refusals.of(refusal, app, now).reason());
            }
        }
        if (reasons.isEmpty()) {
            wishes.remove(app);
            return false;
        }
        wishes.put(app, new Wish(List.copyOf(reasons), numbers, any));
        return true;
    }

    void forget(AppRef app) {
        wishes.remove(app);
    }

    /** Apps that the number may be good news for. */
    List<AppRef> waitingFor(int number) {
        return matching(wish -> wish.any() || wish.numbers().contains(number));
    }

    List<AppRef> all() {
        return matching(wish -> true);
    }

    /** Ports that are refused a number now, by reason; every reason that there can be, so that a rule can tell none from not asked. */
    SortedMap<String, Integer> refusals() {
        var counts = new TreeMap<String, Integer>();
        Refusals.REASONS.forEach(reason -> counts.put(reason.text(), 0));
        wishes.values().forEach(wish -> wish.reasons().forEach(reason -> counts.merge(reason.text(), 1, Integer::sum)));
        return counts;
    }

    private List<AppRef> matching(Predicate<Wish> matches) {
        var apps = new ArrayList<AppRef>();
        wishes.forEach((app, wish) -> {
            if (matches.test(wish)) {
                apps.add(app);
            }
        });
        return apps;
    }

    private static Set<Integer> awaited(Refusal refusal) {
        return switch (refusal) {
            case Refusal.HeldBy held -> Set.of(held.number());
            case Refusal.OnService on -> Set.of(on.number());
            case Refusal.TakenInApiServer taken -> Set.of(taken.number());
            case Refusal.EntryUnreadable unreadable -> Set.of(unreadable.number());
            case Refusal.Resting resting -> Set.of(resting.number());
            case Refusal.PinnedTwice twice -> Set.of(twice.number());
            case Refusal.KeptForAnother kept -> Set.of(kept.number());
            case Refusal.OutOfRange _,Refusal.Excluded _,Refusal.OverQuota _,Refusal.Exhausted _,Refusal.Suspended _,Refusal.NoLedger _,Refusal.NotAdmitted _,Refusal.RangeUnknown _ ->
                Set.of();
        };
    }
}
