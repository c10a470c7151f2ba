package io.exposedapp.test.image;

import io.exposedapp.test.cluster.Nodes;
import io.exposedapp.test.cluster.SourceTree;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.cluster.audit.AuditedRequest;
import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the image costs: its size, and a start of it on a real node, with its cache and without. */
@Nodes
@ExtendWith(OperatorOnNodes.Provider.class)
@DisplayName("The image, and a start of it on a real node")
class ImageBenchmark {

    private static final int STARTS = 3;
    private static final List<String> LAYERS = List.of("run-time", "libraries", "operator", "cache");
    private static final String RUNS = "exposedapp-operator runs";

    private final OperatorOnNodes operator;

    ImageBenchmark(OperatorOnNodes operator) {
        this.operator = operator;
    }

    /**
     * One start, in seconds from the start of the process.
     *
     * @param ready its caches are filled and /readyz says so
     * @param firstWrite the API server got the first claim for an app that waited
     * @param cpu of the process until that app was Ready
     * @param resident MB then
     */
    private record Start(double ready, double firstWrite, double cpu, double resident) {

        private static Start best(List<Start> starts) {
            return starts.stream().min(Comparator.comparingDouble(Start::firstWrite)).orElseThrow();
        }
    }

    @Test
    @DisplayName("megabytes; start to ready and to the first write, CPU, resident memory")
    void costs() {
        System.out.printf("%nThe image%n%8.1f  MB as a tar, its layers compressed%n",
                megabytes(SourceTree.at(OperatorOnNodes.IMAGE.toString())));
        LAYERS.forEach(
                layer -> System.out.printf("%8.1f  MB unpacked: %s%n", megabytes(SourceTree.at("image/target/layers/" + layer)), layer));
        var template = operator.cluster().client().apps().deployments().inNamespace(OperatorOnNodes.NAMESPACE)
                .withName("exposedapp-operator").get().getSpec().getTemplate();
        try {
            operator.scale(0);
            print("with its cache", starts(template, ""));
            print("without its cache", starts(template, "-XX:AOTMode=off"));
        } finally {
            operator.scale(2);
        }
    }

    private List<Start> starts(PodTemplateSpec template, String options) {
        return IntStream.range(0, STARTS).mapToObj(_ -> start(template, options)).toList();
    }

    /** A Pod as the Deployment makes them, but alone, and so without an election. */
    private Start start(PodTemplateSpec template, String options) {
        var client = operator.cluster().client();
        try (var namespace = TestNamespace.create(client, "start")) {
            var user = new User(operator.cluster(), namespace.name());
            user.applies("""
                    apiVersion: exposedapp.io/v1
                    kind: ExposedApp
                    metadata: {name: waiting}
                    spec:
                      image: %s
                      args: ["8080"]
                      ports: [{name: http, containerPort: 8080}]
                    """.formatted(LocalImages.ECHO));
            var mark = operator.cluster().audit().mark();
            // @formatter:off
            Pod pod = new PodBuilder()
                    .withNewMetadata()
                        .withNamespace(OperatorOnNodes.NAMESPACE)
                        .withName("start-" + System.nanoTime())
                        .withLabels(template.getMetadata().getLabels())
                    .endMetadata()
                    .withSpec(template.getSpec())
                    .editSpec()
                        .editFirstContainer()
                            .removeMatchingFromEnv(variable -> "LEADER_ELECTION".equals(variable.getName()))
                            .addToEnv(new EnvVar("LEADER_ELECTION", "false", null), new EnvVar("JDK_JAVA_OPTIONS", options, null))
                        .endContainer()
                    .endSpec()
                    .build();
            // @formatter:on
            var created = client.resource(pod).create();
            try {
                var process = ContainerProcess.of(created);
                user.seesReady("waiting");
                return new Start(seconds(process.started(), ready(created)), seconds(process.started(), firstClaim(
                        operator.cluster().audit().writesSince(mark, RunningOperator.USER))), process.cpu().toMillis() / 1000.0,
                        process.resident());
            } finally {
                operator.kubectl("delete", "pod", created.getMetadata().getName(), "--wait");
            }
        }
    }

    private Instant ready(Pod pod) {
        var line = operator.kubectl("logs", pod.getMetadata().getName()).lines().filter(text -> text.contains(RUNS)).findFirst()
                .orElseThrow();
        return Instant.parse(line.substring(0, line.indexOf(' ')));
    }

    private static Instant firstClaim(List<AuditedRequest> writes) {
        return writes.stream().filter(write -> write.resource().equals("nodeportreservations") && write.verb().equals("create"))
                .map(AuditedRequest::received).min(Comparator.naturalOrder()).orElseThrow();
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    private static void print(String what, List<Start> starts) {
        var best = Start.best(starts);
        System.out.printf("""
                A start in a Pod, %s: the best of %d, from the start of the process
                %8.2f  s until it is ready
                %8.2f  s until its first write, for an app that waited
                %8.2f  s CPU until that app is Ready
                %8.0f  MB resident then
                """, what, starts.size(), best.ready(), best.firstWrite(), best.cpu(), best.resident());
    }

    private static double megabytes(Path path) {
        try (var files = Files.walk(path)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum() / 1e6;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
