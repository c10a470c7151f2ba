package io.exposedapp.test.demo;

import io.exposedapp.test.cluster.process.WorkDirectory;
import java.nio.file.Path;

/** The demo from its first line to its last. */
record Demo(Narrator narrator) {

    /** The one that names a holder, and still serves its other port. */
    private static final String REFUSED_APP = "second-order-service";

    void run(DemoOptions options) {
        try (var directory = WorkDirectory.create(narrator::detail); var stage = stage(options, directory)) {
            narrator.say(stage.aboutPods());
            try (var operator = narrator.step("Starting the operator: java -jar " + ShippedFiles.OPERATOR,
                    () -> OperatorProcess.start(stage.operatorKubeconfig(), directory))) {
                play(stage);
                if (!options.once()) {
                    stay(stage, operator);
                }
            }
        }
    }

    private Stage stage(DemoOptions options, WorkDirectory directory) {
        Path kubeconfig = options.kubeconfig();
        if (kubeconfig != null) {
            return ExistingStage.set(narrator, kubeconfig, directory.path());
        }
        return options.nodes() == 0
                ? SimulatedStage.set(narrator, directory.path())
                : RealStage.set(narrator, options.nodes(), directory.path());
    }

    private void play(Stage stage) {
        var namespace = stage.namespace();
        narrator.step("Applying " + ShippedFiles.EXAMPLES + ", and " + ShippedFiles.REFUSED + " after them, to namespace " + namespace,
                () -> {
                    stage.apply(ShippedFiles.EXAMPLES);
                    stage.apply(ShippedFiles.REFUSED);
                });
        narrator.step("Waiting until each app is Ready, or says why not",
                () -> new Patience(narrator, stage.client(), namespace).await(stage.patience()));
        show(stage, "get", "xapp", "-n", namespace);
        show(stage, "get", "npr");
        show(stage, "get", "npl");
        show(stage, "describe", "xapp", REFUSED_APP, "-n", namespace);
        stage.showTraffic(narrator);
        narrator.say("");
        narrator.say(stage.aboutPods());
    }

    private void show(Stage stage, String... arguments) {
        narrator.say("\n$ kubectl " + String.join(" ", arguments));
        narrator.say(stage.kubectl().run(arguments).stripTrailing());
    }

    private void stay(Stage stage, OperatorProcess operator) {
        narrator.say("To go on by hand, in another terminal:");
        narrator.say("  " + stage.export());
        narrator.say(
                "The operator's log is " + operator.log() + ", its metrics are at http://127.0.0.1:" + operator.httpPort().orElseThrow()
                        + "/metrics");
        narrator.say("Ctrl-C stops and removes everything.");
        operator.awaitEnd();
        throw new IllegalStateException("the operator has ended:\n" + operator.lastWords());
    }
}
