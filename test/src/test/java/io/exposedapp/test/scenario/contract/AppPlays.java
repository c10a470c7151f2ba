package io.exposedapp.test.scenario.contract;

import io.exposedapp.test.operator.User;
import io.exposedapp.test.scenario.pods.Web;
import java.util.List;

/** The moments of apps whose numbers and pods are as they should be, or on their way. */
final class AppPlays {

    private static final String PAUSED = "rollout: {paused: true}";
    private static final String FINALIZER = "[\"backup.example.com/keep\"]";

    private AppPlays() {
    }

    static List<Play> all() {
        return List.of(Play.by("started", "pods are being started or replaced", AppPlays::started),
                Play.by("replaced", "pods are being started or replaced", AppPlays::replaced),
                Play.of("every replica is available, every exposed port is on its number", AppPlays::ready),
                Play.of("the same, with `replicas: 0`", AppPlays::scaledToZero),
                Play.of("the pods have made no progress within `progressDeadlineSeconds`", AppPlays::deadlineExceeded),
                Play.of("`rollout.paused`, with pods of another revision", AppPlays::pausedBeforeAnEdit),
                Play.of("`rollout.paused`, with every pod of the current revision", AppPlays::pausedWhenComplete),
                Play.by("served", "`exposedapp.io/reconcile: disabled`, and nothing waits for the user",
                        AppPlays::disabledAndServed),
                Play.by("not served", "`exposedapp.io/reconcile: disabled`, and nothing waits for the user",
                        AppPlays::disabledAndNotServed),
                Play.by("a finalizer", "the app is being deleted and waits for a finalizer or a pod", AppPlays::waitsForFinalizer),
                Play.by("a pod", "the app is being deleted and waits for a finalizer or a pod", AppPlays::waitsForPod),
                Play.of("its namespace is being deleted, and the app is not yet", AppPlays::namespaceDeleted));
    }

    /** A request for more than any node has. */
    static String tooLarge(String... more) {
        var fields = new String[more.length + 1];
        System.arraycopy(more, 0, fields, 1, more.length);
        fields[0] = "resources: {requests: {cpu: 5000}}";
        return Web.of("1", 1, fields);
    }

    /** An app {@code web} that is Ready. */
    static User readyWeb(Stage stage) {
        stage.user().applies(Web.of("1", 1));
        stage.user().seesReady("web");
        return stage.user();
    }

    private static Subject started(Stage stage) {
        stage.user().applies(tooLarge());
        return stage.web("available ones of all revisions: 0");
    }

    private static Subject replaced(Stage stage) {
        readyWeb(stage).applies(Web.of("2", 1, "rollout: {maxSurge: 1, maxUnavailable: 0, minReadySeconds: 500}"));
        return stage.web("; of older ones: 1; ");
    }

    private static Subject ready(Stage stage) {
        readyWeb(stage);
        return stage.web("");
    }

    private static Subject scaledToZero(Stage stage) {
        stage.user().applies(Web.of("1", 0));
        return stage.web("");
    }

    private static Subject deadlineExceeded(Stage stage) {
        stage.user().applies(tooLarge("rollout: {progressDeadlineSeconds: 1}"));
        return stage.web("no progress for 1 s");
    }

    private static Subject pausedBeforeAnEdit(Stage stage) {
        readyWeb(stage).applies(Web.of("2", 1, PAUSED));
        return stage.web("the rollout is paused");
    }

    private static Subject pausedWhenComplete(Stage stage) {
        readyWeb(stage).applies(Web.of("1", 1, PAUSED));
        return stage.web("");
    }

    private static Subject disabledAndServed(Stage stage) {
        readyWeb(stage).kubectl("annotate", "xapp", "web", "exposedapp.io/reconcile=disabled");
        return stage.web("no edit is followed");
    }

    private static Subject disabledAndNotServed(Stage stage) {
        disabledAndServed(stage);
        stage.user().sees("web", "is disabled", s -> User.why(s, "Ready").startsWith("ReconcileDisabled: "));
        stage.user().kubectl("delete", "service", "web");
        return stage.web("nothing is done about this");
    }

    private static Subject waitsForFinalizer(Stage stage) {
        readyWeb(stage);
        keeps(stage, "xapp", "web");
        stage.user().kubectl("delete", "xapp", "web", "--wait=false");
        return stage.web("it waits for the finalizer backup.example.com/keep");
    }

    private static Subject waitsForPod(Stage stage) {
        readyWeb(stage);
        keeps(stage, "pod", stage.user().pods("web").getFirst().getMetadata().getName());
        stage.user().kubectl("delete", "xapp", "web", "--cascade=foreground", "--wait=false");
        return stage.web("still there: pod web-");
    }

    /** The namespace's controller may delete all that is in it but the app: the webhook that it would have to ask is down. */
    private static Subject namespaceDeleted(Stage stage) {
        var user = readyWeb(stage);
        var webhook = DeadWebhook.on(stage.client(), user.namespace(), "exposedapps", List.of("DELETE"));
        stage.atEnd(webhook::close);
        user.awaits("the API server knows the webhook", () -> stage.cluster()
                .kubectl("delete", "xapp", "web", "-n", user.namespace(), "--dry-run=server").stderr().contains("failed calling webhook"));
        user.kubectl("delete", "namespace", user.namespace(), "--wait=false");
        return stage.web("namespace " + user.namespace() + " is being deleted");
    }

    private static void keeps(Stage stage, String kind, String name) {
        var user = stage.user();
        user.kubectl("patch", kind, name, "--type=merge", "-p", "{\"metadata\": {\"finalizers\": " + FINALIZER + "}}");
        stage.atEnd(() -> user.kubectl("patch", kind, name, "--type=merge", "-p", "{\"metadata\": {\"finalizers\": null}}"));
    }
}
