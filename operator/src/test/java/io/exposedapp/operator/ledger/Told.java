package io.exposedapp.operator.ledger;

import java.util.List;
import java.util.stream.Collectors;

/** An allocation told in lines, so that a test shows the whole of it. */
final class Told {

    private Told() {
    }

    /** One line a port: {@code http 30001 PIN}, {@code http - held by shop/other}, {@code http 30001 out of range 1-2}. */
    static List<String> grants(Allocation allocation) {
        return allocation.grants().entrySet().stream().map(e -> e.getKey() + " " + told(e.getValue())).toList();
    }

    /** One line a write: {@code create 30001 http}, {@code amend 30001 http,https}. */
    static List<String> claims(Allocation allocation) {
        return allocation.claims().stream().map(claim -> switch (claim) {
            case Claim.New(Entry entry) -> "create " + told(entry);
            case Claim.Rewrite(Entry entry) -> "rewrite " + told(entry);
            case Claim.Amend(Entry _, Entry entry) -> "amend " + told(entry);
        }).toList();
    }

    private static String told(Entry entry) {
        return entry.number() + " " + entry.holder().ports().stream().map(HeldPort::name).collect(Collectors.joining(","));
    }

    private static String told(Grant grant) {
        return switch (grant) {
            case Grant.Granted(Integer number, Grant.Basis basis) -> number + " " + basis;
            case Grant.Refused(Integer number, Refusal refusal) -> (number == null ? "-" : number) + " " + told(refusal);
        };
    }

    private static String told(Refusal refusal) {
        return switch (refusal) {
            case Refusal.HeldBy held -> held.number() + " held by " + held.entry().holder().app();
            case Refusal.OnService on -> on.number() + " on " + on.carrier().field() + " of " + on.carrier();
            case Refusal.TakenInApiServer taken -> taken.number() + " taken since " + taken.since();
            case Refusal.PinnedTwice twice -> twice.number() + " pinned by " + twice.otherPort();
            case Refusal.EntryUnreadable entry -> entry.number() + " unreadable: " + entry.problem();
            case Refusal.Resting resting -> resting.number() + " resting for " + resting.entry().holder().app();
            case Refusal.OutOfRange out ->
                out.number() + " out of " + out.range() + (out.elsewhere() == null ? "" : ", but in " + out.elsewhere());
            case Refusal.OutsideApiServer outside -> outside.number() + " out of the API server's " + outside.range();
            case Refusal.Excluded excluded -> excluded.number() + " excluded by " + excluded.ledger();
            case Refusal.Exhausted exhausted -> exhausted.ledger() + " exhausted";
            case Refusal.KeptForAnother kept ->
                kept.number() + " kept by " + kept.setAside().ledger() + " for " + kept.setAside().beneficiary();
            case Refusal.OverQuota quota ->
                quota.namespace() + " over quota " + quota.quota() + " of " + quota.ledger() + " " + quota.used();
            case Refusal.Suspended suspended -> suspended.ledger() + " suspended";
            case Refusal.NoLedger none -> (none.asked() == null ? "no ledger" : "no ledger " + none.asked())
                    + (none.unreadable().isEmpty() ? "" : " of unreadable " + none.unreadable().keySet());
            case Refusal.NotAdmitted not -> not.namespace() + " not admitted by " + not.asked() + ", but by " + not.would();
            case Refusal.RangeUnknown unknown -> unknown.ledger() + " range unknown: " + unknown.why();
        };
    }
}
