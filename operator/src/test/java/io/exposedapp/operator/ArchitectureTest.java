package io.exposedapp.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The program keeps to its shape, and the rules that say so can tell. */
class ArchitectureTest {

    @Test
    @DisplayName("Every source keeps to the rules")
    void shape() {
        var program = SourceFile.program();

        assertThat(program).isNotEmpty();
        assertThat(program.stream().flatMap(ArchitectureRules::broken)).isEmpty();
    }

    static Stream<Arguments> offences() {
        return Stream.of(
                arguments("attic/Box.java", "class Box {}",
                        "attic/Box.java:1 package io.exposedapp.operator.attic is in no row of the table of arrows"),
                arguments("ledger/Book.java", "import io.exposedapp.operator.plan.Plan;",
                        "ledger/Book.java:1 io.exposedapp.operator.plan.Plan: must not look into that package"),
                arguments("exposure/X.java", "\nimport static io.exposedapp.operator.ledger.Entry.State.HELD;",
                        "exposure/X.java:2 io.exposedapp.operator.ledger.Entry: must not look into that package"),
                arguments("plan/X.java", "/** Fine. */\nio.exposedapp.operator.cluster.Caches caches;",
                        "plan/X.java:2 io.exposedapp.operator.cluster.Caches: must not look into that package"),
                arguments("cluster/X.java", "import io.exposedapp.operator.Settings;",
                        "cluster/X.java:1 io.exposedapp.operator.Settings: must not look into that package"),
                arguments("status/X.java", "import io.fabric8.kubernetes.client.KubernetesClient;",
                        "status/X.java:1 io.fabric8.kubernetes.client.KubernetesClient: is not for a pure package"),
                arguments("workload/X.java", "import org.slf4j.Logger;", "workload/X.java:1 org.slf4j.Logger: is not for a pure package"),
                arguments("app/X.java", "var now = Instant.now();",
                        "app/X.java:1 var now = Instant.now();: a pure package has no clock, no chance and no logger: time is a parameter"),
                arguments("ledger/X.java", "import java.util.Random;",
                        "ledger/X.java:1 import java.util.Random;: a pure package has no clock, no chance and no logger: time is a"
                                + " parameter"),
                arguments("cluster/X.java", "import io.javaoperatorsdk.operator.Operator;",
                        "cluster/X.java:1 io.javaoperatorsdk.operator.Operator: JOSDK is for controller, Program, ControllerRuntime, JosdkMetrics,"
                                + " OperatorMetrics and Leadership only"),
                arguments("Program.java", "Runtime.getRuntime()::halt",
                        "Program.java:1 Runtime.getRuntime()::halt: only Main ends the process"),
                arguments("cluster/X.java", "System.exit(1);", "cluster/X.java:1 System.exit(1);: only Main ends the process"),
                arguments("cluster/X.java", "return new Absence(number);",
                        "cluster/X.java:1 return new Absence(number);: only cluster/LiveReads proves an absence, from live reads"),
                arguments("app/PortUtils.java", "final class PortUtils {",
                        "app/PortUtils.java:1 final class PortUtils {: a class is named for its idea, not as a place for leftovers"),
                arguments("app/Long.java", "\n".repeat(201),
                        "app/Long.java:201 a file is one idea on two screens: at most 200 lines"));
    }

    @ParameterizedTest(name = "{2}")
    @DisplayName("A source that breaks a rule is told of by file, line and rule")
    @MethodSource("offences")
    void offence(String path, String text, String told) {
        assertThat(ArchitectureRules.broken(SourceFile.of(path, text))).containsExactly(told);
    }

    static Stream<Arguments> innocents() {
        return Stream.of(arguments("Main.java", "Runtime.getRuntime().halt(3);"),
                arguments("cluster/LiveReads.java", "return new Absence(number, uid, why, now);"),
                arguments("cluster/Leadership.java", "import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;"),
                arguments("ledger/X.java",
                        "// not as org.slf4j.Logger would\n/* nor\n * org.slf4j.Logger */\nvar s = \"org.slf4j.Logger\";"),
                arguments("plan/X.java", "return Plan.lookAgainAt(seen.now().plus(LAG));"),
                arguments("app/Long.java", "\n".repeat(200)),
                arguments("workload/X.java", "import io.fabric8.kubernetes.api.model.Pod;\nimport io.exposedapp.operator.app.App;"));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A source that keeps to the rules is let alone")
    @MethodSource("innocents")
    void innocent(String path, String text) {
        assertThat(ArchitectureRules.broken(SourceFile.of(path, text))).isEmpty();
    }
}
