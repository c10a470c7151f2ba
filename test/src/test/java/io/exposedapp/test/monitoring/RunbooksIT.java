package io.exposedapp.test.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithOperator
@DisplayName("The runbooks")
class RunbooksIT {

    /** A command as a shell takes it apart; what follows a pipe is the shell's. */
    private static final Pattern WORD = Pattern.compile("(?:[^\\s']|'[^']*')+");

    /** What the simulated nodes and this cluster do not have: logs, pods of the operator, the Prometheus Operator. */
    private static final Pattern NOT_HERE = Pattern.compile("kubectl logs|podmonitor");

    @Test
    @DisplayName("have only commands to look with that kubectl understands")
    void commands(TestCluster cluster, User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80}");
        int number = User.number(user.seesReady("shop"), "http");
        var names = Map.of("NAMESPACE", user.namespace(), "NAME", "shop", "SERVICE", "shop", "NUMBER", Integer.toString(number), "LEDGER",
                "default", "POD", user.pods("shop").getFirst().getMetadata().getName());
        try (var _ = ForeignLease.in(cluster)) {

            // When
            var commands = AlertRule.shipped().stream()
                    .flatMap(alert -> commands(Shipped.text(Shipped.RUNBOOKS.resolve(alert.name() + ".md")))).distinct()
                    .map(command -> words(command, names)).toList();

            // Then
            assertThat(commands).hasSizeGreaterThan(20)
                    .allSatisfy(command -> cluster.kubectl(command.toArray(String[]::new)).orThrow());
        }
    }

    /** Lines of the code blocks. */
    private static Stream<String> commands(String page) {
        return page.lines().filter(line -> line.startsWith("kubectl ") && !NOT_HERE.matcher(line).find());
    }

    private static List<String> words(String command, Map<String, String> names) {
        var own = command.replaceFirst(" \\| .*", "").replaceFirst("kubectl ", "");
        return WORD.matcher(own).results().map(word -> word.group().replace("'", "")).map(word -> named(word, names)).toList();
    }

    private static String named(String word, Map<String, String> names) {
        var value = word.substring(word.indexOf('=') + 1);
        return names.containsKey(value) ? word.substring(0, word.length() - value.length()) + names.get(value) : word;
    }
}
