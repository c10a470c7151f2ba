package io.exposedapp.test.scenario.contract;

import io.exposedapp.test.operator.User;
import io.exposedapp.test.scenario.pods.Web;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The moments of apps that are refused something, or for which a write fails. */
final class TroublePlays {

    /** Which no other test pins. */
    private static final int RESTING = 32395;

    private TroublePlays() {
    }

    static List<Play> all() {
        return List.of(Play.of("another app has the number that a port asks for", TroublePlays::portInUse),
                Play.of("a port waits for a number in cool-down", TroublePlays::portResting),
                Play.by("a quota", "the API server refuses a pod (4xx: a quota, Pod Security, an admission policy)", TroublePlays::quota),
                Play.by("Pod Security", "the API server refuses a pod (4xx: a quota, Pod Security, an admission policy)",
                        TroublePlays::podSecurity),
                Play.by("an admission policy", "the API server refuses a pod (4xx: a quota, Pod Security, an admission policy)",
                        stage -> refused(stage, "pods")),
                Play.of("the API server refuses the Service (4xx)", stage -> refused(stage, "services")),
                Play.of("the API server refuses a reservation (4xx)", stage -> refused(stage, "nodeportreservations")),
                Play.of("the API server fails to write a pod that is missing (5xx, a webhook that is down)", stage -> fails(stage, "pods")),
                Play.of("the API server fails to write a Service that is missing (5xx)", stage -> fails(stage, "services")),
                Play.of("the API server fails to write a reservation that is missing (5xx)", stage -> fails(stage, "nodeportreservations")),
                Play.by("its PodDisruptionBudget",
                        "the API server fails to write something (5xx), and the app is served as it asks; Progressing or Exposed says what is "
                                + "tried again",
                        TroublePlays::budgetFails),
                Play.by("an edit of its Service",
                        "the API server fails to write something (5xx), and the app is served as it asks; Progressing or Exposed says what is "
                                + "tried again",
                        TroublePlays::serviceEditFails),
                Play.of("an admission policy or webhook alters type, selector or ports of the Service", TroublePlays::serviceAltered));
    }

    private static Subject portInUse(Stage stage) {
        stage.user().exposes("holder", "{name: http, containerPort: 80}");
        var number = User.number(stage.user().seesReady("holder"), "http");
        stage.user().exposes("web", "{name: http, containerPort: 80, nodePort: " + number + "}");
        return stage.web("nodePort " + number + " is held by ");
    }

    private static Subject portResting(Stage stage) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        stage.user().applies("""
                apiVersion: exposedapp.io/v1
                kind: NodePortReservation
                metadata: {name: "%d"}
                spec:
                  ledger: default
                  state: CoolingDown
                  reclaimPolicy: CoolDown
                  since: "%s"
                  until: "%s"
                  holder: {namespace: elsewhere, name: shop, uid: "1", service: shop, ports: [{name: http, protocol: TCP, port: 80}]}
                  portList: http/TCP
                """.formatted(RESTING, now, now.plus(1, ChronoUnit.HOURS)));
        stage.atEnd(() -> {
            stage.user().kubectl("delete", "xapp", "web");
            stage.user().kubectl("delete", "npr", Integer.toString(RESTING));
        });
        stage.user().exposes("web", "{name: http, containerPort: 80, nodePort: " + RESTING + "}");
        return stage.web("nodePort " + RESTING + " rests until ");
    }

    private static Subject quota(Stage stage) {
        stage.user().kubectl("create", "quota", "none", "--hard=pods=0");
        stage.user().kubectl("wait", "--for=jsonpath={.status.hard.pods}=0", "quota", "none");
        stage.user().applies(Web.of("1", 1));
        return stage.web("exceeded quota: none");
    }

    private static Subject podSecurity(Stage stage) {
        stage.user().kubectl("label", "namespace", stage.user().namespace(), "pod-security.kubernetes.io/enforce=restricted");
        stage.user().applies(Web.of("1", 1));
        return stage.web("violates PodSecurity");
    }

    private static Subject refused(Stage stage, String resource) {
        stage.putsPolicyOn(resource);
        stage.user().applies(Web.of("1", 1));
        return stage.web(RefusingPolicy.MESSAGE);
    }

    private static Subject fails(Stage stage, String resource) {
        stage.putsDeadWebhookOn(resource);
        stage.user().applies(Web.of("1", 1));
        return stage.web("failed calling webhook");
    }

    private static Subject budgetFails(Stage stage) {
        stage.putsDeadWebhookOn("poddisruptionbudgets");
        stage.user().applies(Web.of("1", 2, "availability: {minAvailable: 1}"));
        stage.user().sees("web", "says what is tried again",
                s -> User.why(s, "Progressing").contains("failed to write PodDisruptionBudget"));
        return stage.web("");
    }

    private static Subject serviceEditFails(Stage stage) {
        AppPlays.readyWeb(stage);
        stage.putsDeadWebhookOn("services");
        stage.user().applies(Web.of("1", 1, "exposure: {sessionAffinity: ClientIP}"));
        stage.user().sees("web", "says what is tried again", s -> User.why(s, "Exposed").contains("failed to write Service"));
        return stage.web("");
    }

    private static Subject serviceAltered(Stage stage) {
        AlteredServiceIT.alters(stage.cluster(), stage.user(),
                "{patchType: JSONPatch, jsonPatch: {expression: \"[JSONPatch{op: 'add', path: '/spec/selector/team', value: 'a'}]\"}}");
        stage.atEnd(() -> AlteredServiceIT.removePolicy(stage.cluster(), stage.user()));
        stage.user().applies(Web.of("1", 1));
        return stage.web("selector is ");
    }
}
