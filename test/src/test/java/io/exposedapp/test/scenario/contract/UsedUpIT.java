package io.exposedapp.test.scenario.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.ShippedRoles;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.tier.SampledTests;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** On a cluster of its own, with 14 addresses for Services and an etcd that holds little. */
@ControlPlane
@SampledTests(everyday = 1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("While the cluster has used up")
class UsedUpIT {

    private static final String PORT = "{name: http, containerPort: 80}";
    private static final Pattern FAILED = Pattern.compile("^exposedapp_api_requests_total\\{[^}]*code=\"(?:5\\d\\d|error)\".*$",
            Pattern.MULTILINE);

    /** Long enough to see a loop. */
    private static final Duration WHILE = Duration.ofSeconds(5);

    private TestCluster cluster;
    private RunningOperator operator;
    private TestNamespace namespace;
    private User user;

    @BeforeAll
    void start() {
        cluster = TestCluster.start(ClusterOptions.defaults().withCustomResources(CustomResources.manifests())
                .withApiServerFlags("--service-cluster-ip-range=10.96.0.0/28").withEtcdFlags("--quota-backend-bytes=33554432")
                .withKeptLogs(Path.of("target", "cluster-logs")));
        ShippedRoles.apply(cluster);
        operator = RunningOperator.start(cluster);
    }

    @AfterAll
    void stop() {
        operator.close();
        cluster.close();
    }

    @BeforeEach
    void newUser() {
        namespace = TestNamespace.create(cluster.client(), "what is used up");
        user = new User(cluster, namespace.name());
        user.exposes("before", PORT);
        user.seesReady("before");
    }

    @AfterEach
    void delete() {
        cluster.etcd().resume();
        if (cluster.etcd().isOutOfSpace()) {
            cluster.etcd().makeRoom();
        }
        user.kubectl("delete", "xapp,services,configmaps", "--all");
        namespace.close();
    }

    @Test
    @DisplayName("the addresses of Services, an app that needs one says so in the API server's words, others go on, and it is Ready once one is free")
    void addresses() {
        // Given
        int last = 0;
        while (taken(last)) {
            last++;
        }
        user.exposes("web", PORT);
        var status = user.sees("web", "says what fails",
                s -> User.why(s, "Exposed").startsWith("ServiceWriteFailed: ") && User.is(s, "Available", "True"));
        assertThat(User.why(status, "Exposed")).contains("the API server failed to write Service " + user.namespace() + "/web")
                .contains("range is full");
        assertThat(User.is(status, "Ready", "Unknown")).isTrue();
        assertThat(User.why(status, "Progressing")).startsWith("NewRevisionAvailable: ");
        user.kubectl("scale", "xapp", "before", "--replicas=2");
        assertThat(user.seesReady("before").ready()).isEqualTo("2/2");

        // When
        user.kubectl("delete", "service", "taken-" + (last - 1));

        // Then
        user.seesReady("web");
    }

    @Test
    @DisplayName("the space of etcd, the operator asks ever more rarely and its metrics say so, and all is well once there is room")
    void space() {
        // Given
        operator.close();
        user.exposes("web", PORT);
        for (int n = 0; stored(n); n++) {
            assertThat(n).as("revisions of 900 kB that fit into 32 MB").isLessThan(60);
        }
        assertThat(cluster.etcd().isOutOfSpace()).isTrue();
        operator = RunningOperator.start(cluster);
        Wait.until("the operator counts requests that failed").seen(this::failed, failed -> !failed.isEmpty());
        var mark = cluster.audit().mark();
        Wait.until("the operator goes on for a while").unchanged(WHILE, operator::halted);
        assertThat(cluster.audit().writesSince(mark, RunningOperator.USER)).as("writes for one app").hasSizeLessThan(40);

        // When
        cluster.etcd().makeRoom();

        // Then
        user.seesReady("web");
        user.seesReady("before");
    }

    @Test
    @DisplayName("the patience of its clients, as etcd hangs for some seconds, all is well soon after")
    void slow() {
        // Given
        cluster.etcd().suspend();
        Wait.until("the operator goes on for a while").unchanged(WHILE, operator::halted);

        // When
        cluster.etcd().resume();

        // Then
        user.exposes("after", PORT);
        user.seesReady("after");
        user.seesReady("before");
        assertThat(operator.halted()).isFalse();
    }

    private boolean taken(int number) {
        // @formatter:off
        return made(() -> cluster.client().resource(new ServiceBuilder()
                .withNewMetadata().withNamespace(user.namespace()).withName("taken-" + number).endMetadata()
                .withNewSpec().addNewPort().withPort(80).endPort().endSpec()
                .build()).create());
        // @formatter:on
    }

    /** One object again and again: its former revisions are what an administrator can do away with. */
    private boolean stored(int revision) {
        // @formatter:off
        return made(() -> cluster.client().resource(new ConfigMapBuilder()
                .withNewMetadata().withNamespace(user.namespace()).withName("stored").endMetadata()
                .addToData("text", revision + "x".repeat(900_000))
                .build()).createOr(stored -> stored.update()));
        // @formatter:on
    }

    private static boolean made(Runnable create) {
        try {
            create.run();
            return true;
        } catch (KubernetesClientException _) {
            return false;
        }
    }

    private List<String> failed() {
        return FAILED.matcher(operator.metrics()).results().map(found -> found.group()).toList();
    }
}
