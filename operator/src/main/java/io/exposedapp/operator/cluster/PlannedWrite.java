package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.workload.Budget;
import io.exposedapp.operator.workload.Move;

/**
 * A write that would be sent, as RBAC and the API server's audit log name it.
 *
 * @param verb create, patch or delete
 * @param resource with its subresource: {@code exposedapps/status}
 * @param namespace "" where the kind has none
 * @param name "" where the API server chooses it
 */
record PlannedWrite(String verb, String resource, String namespace, String name) {

    private static final String RESERVATIONS = "nodeportreservations";
    private static final String SERVICES = "services";
    private static final String REVISIONS = "controllerrevisions";
    private static final String PODS = "pods";
    private static final String BUDGETS = "poddisruptionbudgets";

    static PlannedWrite of(App app, Action.OfApp action) {
        var namespace = app.ref().namespace();
        return switch (action) {
            case Action.CreateEntry(Entry entry) -> reservation("create", entry);
            case Action.AmendEntry(Entry before, Entry _) -> reservation("patch", before);
            case Action.RewriteEntry(Entry entry) -> reservation("patch", entry);
            case Action.DiscardClaim(Entry entry) -> reservation("delete", entry);
            case Action.CreateService create -> new PlannedWrite("create", SERVICES, namespace, create.service());
            case Action.PatchService patch -> new PlannedWrite("patch", SERVICES, namespace, patch.service());
            case Action.DeleteService delete -> new PlannedWrite("delete", SERVICES, namespace, delete.service());
            case Action.RemoveHold(var hold) -> new PlannedWrite("delete", SERVICES, hold.namespace(), hold.service());
            case Action.Pods(Move move) -> of(app, move);
        };
    }

    private static PlannedWrite of(App app, Move move) {
        var namespace = app.ref().namespace();
        return switch (move) {
            case Move.AdoptPod adopt -> new PlannedWrite("patch", PODS, namespace, adopt.pod().name());
            case Move.CreatePod create -> new PlannedWrite("create", PODS, namespace, create.name());
            case Move.DeletePod delete -> new PlannedWrite("delete", PODS, namespace, delete.pod().name());
            case Move.CreateRevision create ->
                new PlannedWrite("create", REVISIONS, namespace, Names.revision(app.ref().name(), create.revision().hash()));
            case Move.AdoptRevision adopt -> new PlannedWrite("patch", REVISIONS, namespace, adopt.revision().name());
            case Move.RememberSplit remember -> new PlannedWrite("patch", REVISIONS, namespace, remember.revision().name());
            case Move.ForgetSplit forget -> new PlannedWrite("patch", REVISIONS, namespace, forget.revision().name());
            case Move.DeleteRevision delete -> new PlannedWrite("delete", REVISIONS, namespace, delete.revision().name());
            case Move.CreateBudget _ -> new PlannedWrite("create", BUDGETS, namespace, Budget.name(app));
            case Move.ResizeBudget resize -> new PlannedWrite("patch", BUDGETS, namespace, resize.budget().name());
            case Move.DeleteBudget delete -> new PlannedWrite("delete", BUDGETS, namespace, delete.budget().name());
        };
    }

    /** @param home the operator's own namespace */
    static PlannedWrite of(String home, Action.OfEntry action) {
        return switch (action) {
            case Action.ReleaseEntry release -> reservation("patch", release.entry());
            case Action.FreeEntry free -> reservation("delete", free.entry());
            case Action.EndRest end -> reservation("delete", end.entry());
            case Action.MakeHold make -> new PlannedWrite("create", SERVICES, home, Names.hold(make.number()));
            case Action.RemoveHold(var hold) -> new PlannedWrite("delete", SERVICES, hold.namespace(), hold.service());
        };
    }

    /** @param home the operator's own namespace */
    static PlannedWrite of(String home, Action.OfLedger action) {
        return switch (action) {
            case Action.MakeHold make -> new PlannedWrite("create", SERVICES, home, Names.hold(make.number()));
            case Action.DescribeHold(var hold, var _) -> new PlannedWrite("patch", SERVICES, hold.namespace(), hold.service());
            case Action.RemoveHold(var hold) -> new PlannedWrite("delete", SERVICES, hold.namespace(), hold.service());
        };
    }

    static PlannedWrite status(String resource, String namespace, String name) {
        return new PlannedWrite("patch", resource + "/status", namespace, name);
    }

    static PlannedWrite event(AppRef app) {
        return new PlannedWrite("create", "events", app.namespace(), "");
    }

    static PlannedWrite ledger(String name) {
        return new PlannedWrite("create", "nodeportledgers", "", name);
    }

    private static PlannedWrite reservation(String verb, Entry entry) {
        return new PlannedWrite(verb, RESERVATIONS, "", Integer.toString(entry.number()));
    }
}
