package io.exposedapp.operator.status;

import io.exposedapp.operator.ledger.Census;
import io.exposedapp.operator.ledger.EntryText;
import io.exposedapp.operator.ledger.Refusal;
import java.util.stream.Collectors;

/** Refusals that are about a whole ledger, and not about one number, in words. */
final class LedgerRefusals {

    /** So many apps are named that have a namespace's numbers. */
    private static final int USERS = 10;

    private LedgerRefusals() {
    }

    /** How a ledger without a free number is told, to an app and on the ledger itself. */
    static String exhausted(String ledger, Census census) {
        var next = census.nextUntil();
        return "ledger " + ledger + " has no free number: of " + census.size() + ", held " + census.held() + ", resting "
                + census.coolingDown() + (next == null ? "" : " (the first until " + EntryText.text(next) + ")") + ", retained "
                + census.retained() + ", set aside " + census.setAside() + ", on Services of others " + census.foreign()
                + (census.others() == 0 ? "" : ", entered for other ledgers or unreadable " + census.others())
                + (census.outOfRange() == 0 ? "" : ", less " + census.outOfRange() + " that the range does not have any more")
                + "; delete apps that nobody needs, or have an administrator widen the range";
    }

    static String overQuota(Refusal.OverQuota quota) {
        var used = quota.used();
        int sum = used.values().stream().mapToInt(n -> n).sum();
        var users = used.entrySet().stream().limit(USERS).map(e -> e.getKey().name() + " " + e.getValue())
                .collect(Collectors.joining(", "));
        return "namespace " + quota.namespace() + " uses " + sum + " of " + quota.quota() + " numbers of ledger " + quota.ledger()
                + (used.isEmpty() ? "" : " (" + users + (used.size() > USERS ? ", and " + (used.size() - USERS) + " more apps" : "") + ")")
                + "; delete apps that nobody needs and wait until their numbers have rested, or have an administrator raise quotaPerNamespace";
    }

    static String suspended(String ledger) {
        return "ledger " + ledger + " is suspended and grants nothing; wait until an administrator takes spec.suspended away";
    }

    static String none(Refusal.NoLedger none) {
        var asked = none.asked();
        if (asked == null) {
            return none.unreadable().isEmpty()
                    ? "there is no NodePortLedger, so no number can be granted; have an administrator create one"
                    : "no NodePortLedger can be read, so no number can be granted; have an administrator correct: "
                            + none.unreadable().entrySet().stream().map(e -> e.getKey() + " (" + e.getValue() + ")")
                                    .collect(Collectors.joining(", "));
        }
        var problem = none.unreadable().get(asked);
        return problem == null
                ? "there is no NodePortLedger " + asked + "; correct exposure.ledger, or have an administrator create it"
                : "the spec of NodePortLedger " + asked + " cannot be read (" + problem + "); have an administrator correct it";
    }

    static String notAdmitted(Refusal.NotAdmitted not) {
        if (not.asked() == null) {
            return "no NodePortLedger admits namespace " + not.namespace()
                    + "; have an administrator label the namespace or widen a ledger's namespaceSelector";
        }
        return "ledger " + not.asked() + " does not admit namespace " + not.namespace() + "; "
                + (not.would().isEmpty()
                        ? "no other does: have an administrator label the namespace or widen the namespaceSelector"
                        : "set exposure.ledger to one that does (" + String.join(", ", not.would()) + "), or leave it out");
    }
}
