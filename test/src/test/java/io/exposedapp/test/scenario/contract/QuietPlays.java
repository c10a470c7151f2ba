package io.exposedapp.test.scenario.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.operator.status.FailedReport;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.scenario.pods.Web;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The moments that need an operator that stands still, ledgers that no other test may meet, or none but a report. */
final class QuietPlays {

    /** The operator's own namespace. */
    private static final String OPERATORS = "exposedapp-system";

    private static final Path REPORTS = Path.of("..", "operator", "src", "test", "resources", "status");

    private QuietPlays() {
    }

    static List<Play> all() {
        return List.of(
                Play.by("reconciled", "the app was created, and the operator has not looked yet (`observedGeneration: -1`)",
                        QuietPlays::newApp),
                Play.by("not reconciled", "the app was created, and the operator has not looked yet (`observedGeneration: -1`)",
                        QuietPlays::newDisabledApp),
                Play.of("an app that was Ready has been edited, and the operator has not looked yet (`observedGeneration` is less than "
                        + "`metadata.generation`)", QuietPlays::editedApp),
                Play.reported("the API server calls a number allocated, and no Service has it",
                        stage -> reported(stage, "pin-still-allocated-for-seconds")),
                Play.reported("the operator fails on the app", QuietPlays::operatorFails),
                Play.of("the ledger was created, and the operator has not looked yet (`observedGeneration: -1`)", QuietPlays::newLedger),
                Play.of("it grants numbers", stage -> withOperator(stage, "{range: 30000-30009}", "numbers of 30000-30009 are granted")),
                Play.of("its range lies outside the API server's, or its spec cannot be read",
                        stage -> withOperator(stage, "{range: 20000-20009}", "lies outside the API server's own")),
                Play.of("another ledger has some of its numbers", QuietPlays::overlapping),
                Play.of("no number is free", QuietPlays::exhausted),
                Play.of("`suspended: true`",
                        stage -> withOperator(stage, "{range: 30000-30009, suspended: true}", "spec.suspended is set")),
                Play.of("it has no `range`, and the API server's is not known", QuietPlays::rangeUnknown),
                Play.of("a ledger that was Ready has been edited, and the operator has not looked yet", QuietPlays::editedLedger));
    }

    private static Subject newApp(Stage stage) {
        stage.user().applies(Web.of("1", 1));
        return stage.web("").notLookedAt();
    }

    private static Subject newDisabledApp(Stage stage) {
        stage.user().applies(Web.of("1", 1).replace("{name: web}", "{name: web, annotations: {exposedapp.io/reconcile: disabled}}"));
        return stage.web("").notLookedAt();
    }

    private static Subject editedApp(Stage stage) {
        var operator = stage.startsOperator();
        AppPlays.readyWeb(stage);
        operator.close();
        stage.user().applies(Web.of("2", 1));
        return stage.web("").notLookedAt();
    }

    private static Subject newLedger(Stage stage) {
        stage.appliesLedger("default", "{range: 30000-30009}");
        return stage.ledger("default", "").notLookedAt();
    }

    private static Subject editedLedger(Stage stage) {
        stage.appliesLedger("default", "{range: 30000-30009}");
        var operator = stage.startsOperator();
        seesLedger(stage, "Ready");
        operator.close();
        stage.appliesLedger("default", "{range: 20000-20009}");
        return stage.ledger("default", "").notLookedAt();
    }

    private static Subject withOperator(Stage stage, String spec, String words) {
        stage.appliesLedger("default", spec);
        stage.startsOperator();
        return stage.ledger("default", words);
    }

    private static Subject overlapping(Stage stage) {
        stage.appliesLedger("other", "{range: 30005-30014}");
        var subject = withOperator(stage, "{range: 30000-30009}", "");
        seesLedger(stage, "Overlapping");
        return subject;
    }

    private static Subject exhausted(Stage stage) {
        var subject = withOperator(stage, "{range: 30000-30000, setAside: [{numbers: [\"30000\"]}]}", "");
        seesLedger(stage, "Exhausted");
        return subject;
    }

    /** The operator asks for the range by a Service of its own namespace. */
    private static Subject rangeUnknown(Stage stage) {
        var webhook = DeadWebhook.mutating(stage.client(), OPERATORS, "services");
        stage.atEnd(webhook::close);
        stage.user().awaits("the API server knows the webhook", () -> Probe
                .refusal(stage.cluster(), new User(stage.cluster(), OPERATORS), "services").contains("failed calling webhook"));
        return withOperator(stage, "{coolDownSeconds: 5}", "could not be learnt");
    }

    private static Subject operatorFails(Stage stage) {
        var before = status(REPORTS.resolve("all-well"));
        return stored(stage, app(REPORTS.resolve("all-well")), FailedReport.of(before, 1, new StackOverflowError(), Instant.now()));
    }

    /** What the operator's own tests have it report. */
    private static Subject reported(Stage stage, String situation) {
        return stored(stage, app(REPORTS.resolve(situation)), status(REPORTS.resolve(situation)));
    }

    private static Subject stored(Stage stage, ExposedApp app, ExposedAppStatus status) {
        var name = app.getMetadata().getName();
        app.setMetadata(new ObjectMetaBuilder().withNamespace(stage.user().namespace()).withName(name).build());
        var created = stage.client().resource(app).create();
        created.setStatus(status);
        stage.client().resource(created).updateStatus();
        return stage.app(name, "");
    }

    private static void seesLedger(Stage stage, String condition) {
        stage.user().awaits("ledger default is " + condition,
                () -> stage.client().resources(NodePortLedger.class).withName("default").get(),
                ledger -> ledger.getStatus() != null && ledger.getStatus().conditions() != null
                        && Objects.requireNonNull(ledger.getStatus().conditions()).stream()
                                .anyMatch(c -> c.getType().equals(condition) && c.getStatus().equals("True")));
    }

    private static ExposedApp app(Path situation) {
        return Serialization.unmarshal(read(situation.resolve("in-app.yaml")), ExposedApp.class);
    }

    private static ExposedAppStatus status(Path situation) {
        var report = Serialization.unmarshal(read(situation.resolve("out-report.yaml")), JsonNode.class);
        return Serialization.unmarshal(report.get("status").toString(), ExposedAppStatus.class);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
