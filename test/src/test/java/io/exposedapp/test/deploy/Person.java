package io.exposedapp.test.deploy;

import io.exposedapp.test.cluster.KubectlResult;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.waiting.Wait;
import java.util.List;
import java.util.stream.Stream;

/**
 * Somebody who works with kubectl in one namespace.
 *
 * @param groups beside those that the API server adds by itself
 */
record Person(TestCluster cluster, String user, List<String> groups, String namespace) {

    /** May do everything. */
    static Person administrator(TestCluster cluster, String namespace) {
        return new Person(cluster, "ada", List.of("system:masters"), namespace);
    }

    /** The operator's service account, of whom the API server knows the groups. */
    static Person operator(TestCluster cluster) {
        return new Person(cluster, RunningOperator.USER, List.of(), Installation.NAMESPACE);
    }

    /** {@code kubectl get pods}, as this person in this namespace. */
    KubectlResult runs(String... command) {
        return gives("", command);
    }

    /**
     * {@code kubectl apply -f -} of this YAML.
     *
     * @param command "apply --server-side", and what else it shall have
     */
    KubectlResult writes(String yaml, String command) {
        return gives(yaml, Stream.concat(Stream.of(command.split(" ")), Stream.of("-f", "-")).toArray(String[]::new));
    }

    /** Waits until the API server would refuse it with that sentence: it acts on what was just written a moment later. */
    void seesRefused(String yaml, String sentence) {
        Wait.until("it is refused with: " + sentence).seen(() -> tries(yaml), result -> result.stderr().contains(sentence));
    }

    /** Waits until the API server would take it. */
    void seesAdmitted(String yaml) {
        Wait.until("it is admitted").seen(() -> tries(yaml), result -> result.exitCode() == 0);
    }

    /** Whether the API server would take it; nothing is written. */
    KubectlResult tries(String yaml) {
        return writes(yaml, "apply --server-side --force-conflicts --dry-run=server");
    }

    private KubectlResult gives(String input, String... command) {
        Stream<String> who = Stream.concat(Stream.of("-n", namespace, "--as=" + user), groups.stream().map(group -> "--as-group=" + group));
        return cluster.kubectlWithInput(input, Stream.concat(Stream.of(command), who).toArray(String[]::new));
    }

    /** An app of one replica; each port as YAML has it on one line. */
    static String app(String name, String... ports) {
        return """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: %s}
                spec:
                  image: registry.example/test/app:1
                  ports: [%s]
                """.formatted(name, String.join(", ", ports));
    }

    /** A port named http on this number. */
    static String pin(int number) {
        return "{name: http, containerPort: 80, nodePort: " + number + "}";
    }

    /** What a policy said; fails if none refused. */
    static String refusal(KubectlResult result) {
        String mark = "denied request: ";
        int at = result.stderr().indexOf(mark);
        if (result.exitCode() == 0 || at < 0) {
            throw new AssertionError(result.command() + " was not refused by a policy: " + result.stdout() + result.stderr());
        }
        return result.stderr().substring(at + mark.length()).strip();
    }
}
