package io.exposedapp.test.scenario.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposedapp.test.cluster.argocd.ArgoCdAdmin;
import io.exposedapp.test.cluster.binaries.ArgoCdBinaries;
import io.exposedapp.test.cluster.kstatus.Kstatus;
import io.exposedapp.test.scenario.contract.Moment.Shown;
import io.exposedapp.test.tier.Tier;
import io.exposedapp.test.tier.TierSelection;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who reads a status besides people.
 *
 * @param argoCd with the health scripts as they ship; null = this run has no Argo CD
 */
record Onlookers(@Nullable ArgoCdAdmin argoCd) implements AutoCloseable {

    private static final Path SETTINGS = Path.of("..", "deploy", "argocd", "argocd-cm.yaml");

    /** With Argo CD where this run has that tier, and a word on it where it has not. */
    static Onlookers start() {
        var decision = TierSelection.ofThisRun().decide(Tier.ARGO_CD, ArgoCdBinaries::missingTool);
        decision.getReason().filter(_ -> decision.isDisabled())
                .ifPresent(reason -> System.out.println(reason + "; the column Argo CD of docs/status.md is not compared"));
        return new Onlookers(decision.isDisabled() ? null : ArgoCdAdmin.with(SETTINGS));
    }

    /** What they make of the object as it is now. */
    Shown look(Stage stage, Subject subject, String object, Kstatus kstatus) {
        var conditions = Subject.conditions(Serialization.unmarshal(object, JsonNode.class));
        return new Shown(conditions.get(0), conditions.get(1), conditions.get(2), kstatus.of(object).status(),
                argoCd == null ? "" : argoCd.health(object).replaceFirst(":.*", ""), waiting(stage, subject));
    }

    /** With the time-out 0 kubectl looks once. */
    private static String waiting(Stage stage, Subject subject) {
        var result = stage.cluster().kubectl("wait", "--for=condition=Ready", "--timeout=0", subject.kubectl(), "-n",
                stage.user().namespace());
        if (result.exitCode() != 0 && !result.stderr().matches("(?s).*(condition not met|timed out waiting for the condition).*")) {
            throw new IllegalStateException(result.toString());
        }
        return result.exitCode() == 0 ? "returns" : "waits";
    }

    @Override
    public void close() {
        if (argoCd != null) {
            argoCd.close();
        }
    }
}
