package io.exposedapp.test.scenario.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.audit.AuditLog;
import io.exposedapp.test.cluster.audit.AuditedRequest;
import io.exposedapp.test.operator.OperatorProcess;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.scenario.pods.Web;
import io.exposedapp.test.waiting.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ControlPlane
@ExtendWith(QuietCluster.Provider.class)
@DisplayName("The operator's process with WRITES=Disabled")
class WritesDisabledIT {

    private static final String SUMMARY = "every object has had a pass, and nothing was written";
    private static final Pattern PLANNED = Pattern.compile("verb=(\\S+) resource=(\\S+) namespace=(\\S*) name=(\\S*) planned, not sent");
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final QuietCluster cluster;
    private final User user;
    private Path folder;

    WritesDisabledIT(QuietCluster cluster) {
        this.cluster = cluster;
        this.user = cluster.user();
    }

    @BeforeEach
    void folder(@TempDir Path temporary) {
        folder = temporary;
    }

    @Test
    @DisplayName("plans nothing and sends nothing beside an operator that has nothing left to do")
    void settled() {
        // Given
        try (var _ = RunningOperator.start(cluster.cluster())) {
            settles();
            var mark = cluster.audit().mark();

            // When
            try (var planner = planner()) {

                // Then
                assertThat(planned(planner.log())).isEmpty();
                assertThat(planner.log()).containsPattern("objects=[0-9]+ writes=0 " + SUMMARY);
                assertThat(planner.get("/metrics").body()).contains("exposedapp_planned_writes_total 0.0", "exposedapp_leader 0.0");
                assertThat(cluster.audit().since(mark, RunningOperator.USER)).filteredOn(AuditedRequest::isWrite)
                        .allSatisfy(review -> assertThat(review.resource()).startsWith("selfsubject"));
            }
        }
    }

    @Test
    @DisplayName("names the writes that the operator then makes, after an edit that no operator has seen")
    void edited() {
        // Given
        try (var _ = RunningOperator.start(cluster.cluster())) {
            settles();
        }
        user.applies(Web.of("1", 3, "exposure: {sessionAffinity: ClientIP}"));
        var before = cluster.audit().mark();

        // When
        Set<String> planned;
        try (var planner = planner()) {
            planned = planned(planner.log());
        }

        // Then
        assertThat(written(before)).isEmpty();
        var mark = cluster.audit().mark();
        try (var _ = RunningOperator.start(cluster.cluster())) {
            assertThat(user.seesReady("web").ready()).isEqualTo("3/3");
        }
        assertThat(planned).hasSize(3).isEqualTo(written(mark));
    }

    /** An app, with its ledger and its reservation; and one more app without ports that are exposed. */
    private void settles() {
        var mark = cluster.audit().mark();
        user.applies(Web.of("1", 2));
        user.exposes("inside", "{name: http, containerPort: 80, exposed: false}");
        user.seesReady("web");
        user.seesReady("inside");
        Wait.until("the operator has nothing left to do").unchanged(QUIET,
                () -> cluster.audit().writesSince(mark, RunningOperator.USER).size());
    }

    private OperatorProcess planner() {
        var planner = OperatorProcess.start(cluster.cluster(), folder.resolve("planner.log"),
                Map.of("WRITES", "Disabled", "LEADER_ELECTION", "true"));
        planner.awaitLog(SUMMARY);
        return planner;
    }

    private static Set<String> planned(String log) {
        return PLANNED.matcher(log).results().map(WritesDisabledIT::words).collect(Collectors.toSet());
    }

    private static String words(MatchResult planned) {
        return "%s %s %s/%s".formatted(planned.group(1), planned.group(2), planned.group(3), planned.group(4));
    }

    /** What was changed; the question for the range of node ports is refused on purpose. */
    private Set<String> written(AuditLog.Mark since) {
        return cluster.audit().writesSince(since, RunningOperator.USER).stream().filter(AuditedRequest::isCommittedWrite)
                .filter(write -> !write.resource().startsWith("selfsubject"))
                .map(write -> "%s %s %s/%s".formatted(write.verb(),
                        write.resource() + (write.subresource().isEmpty() ? "" : "/" + write.subresource()), write.namespace(),
                        write.name()))
                .collect(Collectors.toSet());
    }
}
