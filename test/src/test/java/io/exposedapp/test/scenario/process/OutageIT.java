package io.exposedapp.test.scenario.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.OperatorProcess;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.tier.Sample;
import io.exposedapp.test.tier.SampledTests;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** All on one cluster, and with one process as long as none ends it. */
@ControlPlane
@SampledTests(everyday = 1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The operator's process, when the API server or etcd was away,")
class OutageIT {

    private static final int HALTED = 3;

    /** Longer than the operator pauses between two tries to connect. */
    private static final Duration OUTAGE = Duration.ofSeconds(Sample.ofThisRun().of(3, 10));

    /** In the long run longer than a broken watch may go untried: the operator's life does not depend on the API server's. */
    private static final Duration LONG_OUTAGE = Duration.ofSeconds(Sample.ofThisRun().of(3, 200));

    private static final String PORT = "{name: http, containerPort: 80}";

    private Path directory;
    private QuietCluster cluster;
    private User user;
    private @Nullable OperatorProcess operator;

    @BeforeAll
    void startCluster(@TempDir Path temporary) {
        directory = temporary;
        cluster = QuietCluster.start();
    }

    @AfterAll
    void stopCluster() {
        if (operator != null) {
            operator.close();
        }
        cluster.close();
    }

    @BeforeEach
    void newUser() {
        user = cluster.user();
    }

    @Test
    @DisplayName("goes on reconciling when the API server is back, and is alive all the time")
    void apiServerAway() {
        // Given
        var process = operator();
        exposes("before", PORT);
        cluster.cluster().stopApiServer();
        var life = life(process, LONG_OUTAGE);

        // When
        cluster.cluster().startApiServer();

        // Then
        assertThat(life).isEqualTo(200);
        goesOn();
    }

    @Test
    @DisplayName("goes on reconciling when etcd is back, and is alive all the time")
    void etcdAway() {
        // Given
        var process = operator();
        exposes("before", PORT);
        cluster.cluster().stopEtcd();
        var life = life(process, OUTAGE);

        // When
        cluster.cluster().startEtcd();

        // Then
        assertThat(life).isEqualTo(200);
        goesOn();
    }

    @Nested
    @SampledTests(everyday = 0)
    @DisplayName("and etcd was restored from a backup, while apps had gone on,")
    class Restored {

        @Test
        @DisplayName("ends itself and, started again, goes on from what is true: no number is given twice, and apps and ledger agree")
        void restored() {
            // Given
            var former = operator();
            exposes("stays", "{name: http, containerPort: 80, nodePort: 31100}");
            exposes("goes", "{name: http, containerPort: 80, nodePort: 31101}");
            exposes("moves", "{name: http, containerPort: 80, nodePort: 31102}");
            var grown = User.number(exposes("grows", PORT), "http");
            var backup = cluster.cluster().backUp();
            user.kubectl("delete", "xapp", "goes");
            user.seesEntry(31101, "CoolingDown");
            user.exposes("moves", "{name: http, containerPort: 80, nodePort: 31103}");
            user.seesEntry(31102, "CoolingDown");
            exposes("grows", PORT, "{name: grpc, containerPort: 81, nodePort: 31104}");
            exposes("lost", "{name: http, containerPort: 80, nodePort: 31105}", "{name: grpc, containerPort: 81}");
            seesExposed("moves", "80:31103/TCP");

            // When
            backup.restore();

            // Then
            assertThat(former.awaitExit()).isEqualTo(HALTED);
            assertThat(former.log()).containsPattern("etcd was restored from a backup: a list of NodePortReservations has "
                    + "resourceVersion \\d+, and \\d+ was seen before; halting, to start anew from what is there");
            operator();
            assertThat(user.app("lost")).isNull();
            user.exposes("another", "{name: http, containerPort: 80, nodePort: 31105}",
                    "{name: grpc, containerPort: 81, nodePort: 31104}");
            seesExposed("another", "80:31105/TCP,81:31104/TCP");
            seesExposed("stays", "80:31100/TCP");
            seesExposed("goes", "80:31101/TCP");
            seesExposed("moves", "80:31102/TCP");
            seesExposed("grows", "80:" + grown + "/TCP");
            entriesAndServicesAgree();
        }

        /** As a restore that bumps the revisions has it, so that every watch lists anew: none of what it lists is too old in itself. */
        @Test
        @DisplayName("ends itself also when the revisions have grown beyond those it has seen, and objects are older than it knew them")
        void bumped() {
            // Given
            var former = operator();
            exposes("grows", "{name: http, containerPort: 80, nodePort: 31106}");
            var backup = cluster.cluster().backUp();
            exposes("grows", "{name: http, containerPort: 80, nodePort: 31106}", "{name: grpc, containerPort: 81, nodePort: 31107}");
            var seen = revision();
            former.suspend();
            backup.restore();
            growBeyond(seen);
            cluster.cluster().stopApiServer();
            cluster.cluster().startApiServer();

            // When
            former.resume();

            // Then
            assertThat(former.awaitExit()).isEqualTo(HALTED);
            assertThat(former.log())
                    .containsPattern("etcd was restored from a backup: \\S+ \\S+ has resourceVersion \\d+, and was known at \\d+;");
            operator();
            user.exposes("another", "{name: http, containerPort: 80, nodePort: 31107}");
            seesExposed("another", "80:31107/TCP");
            seesExposed("grows", "80:31106/TCP");
            entriesAndServicesAgree();
        }
    }

    /** The one that runs, or a new one where the last test has ended it. */
    private OperatorProcess operator() {
        if (operator == null || !operator.isAlive()) {
            operator = OperatorProcess.start(cluster.cluster(), directory.resolve(UUID.randomUUID() + ".log"), Map.of());
            operator.awaitRunning();
        }
        return operator;
    }

    /** What it answers all the time during an outage, the last thing if it changes its mind. */
    private static int life(OperatorProcess process, Duration outage) {
        return Wait.until("it says the same of its life for the time of an outage").atMost(outage.plus(Wait.USUAL)).unchanged(outage,
                () -> process.get("/livez").statusCode());
    }

    /** What the operator does for apps; the scheduler, and KWOK in the kubelets' place, may need longer to come back than the operator. */
    private void goesOn() {
        user.kubectl("scale", "xapp", "before", "--replicas=2");
        user.awaits("before has two pods", () -> user.pods("before").size() == 2);
        exposes("after", PORT);
        user.awaits("after has a pod", () -> user.pods("after").size() == 1);
    }

    private ExposedAppStatus exposes(String app, String... ports) {
        user.exposes(app, ports);
        return seesExposed(app, _ -> true);
    }

    private void seesExposed(String app, String portMap) {
        seesExposed(app, status -> portMap.equals(status.portMap()));
    }

    private ExposedAppStatus seesExposed(String app, Predicate<ExposedAppStatus> fits) {
        return user.sees(app, "is exposed", status -> User.is(status, "Exposed", "True") && fits.test(status));
    }

    /** Each number of an app's Service is held by that app, and each held number is on the Service of its holder: so none is there twice. */
    private void entriesAndServicesAgree() {
        Wait.until("the ledger and the apps' Services agree").holds(() -> assertThat(held()).isEqualTo(served()));
    }

    private Map<Integer, String> served() {
        var served = new TreeMap<Integer, String>();
        for (ExposedApp app : cluster.client().resources(ExposedApp.class).inAnyNamespace().list().getItems()) {
            var meta = app.getMetadata();
            var service = cluster.client().services().inNamespace(meta.getNamespace()).withName(meta.getName()).get();
            for (ServicePort port : service == null ? List.<ServicePort>of() : service.getSpec().getPorts()) {
                assertThat(served.put(port.getNodePort(), meta.getName() + " " + meta.getUid())).as("another app on %d", port.getNodePort())
                        .isNull();
            }
        }
        return served;
    }

    private Map<Integer, String> held() {
        var held = new TreeMap<Integer, String>();
        for (NodePortReservation entry : cluster.client().resources(NodePortReservation.class).list().getItems()) {
            var holder = entry.getSpec().holder();
            if ("Held".equals(entry.getSpec().state())) {
                held.put(Integer.valueOf(entry.getMetadata().getName()), holder.name() + " " + holder.uid());
            }
        }
        return held;
    }

    private long revision() {
        return Long.parseLong(cluster.client().configMaps().inNamespace(user.namespace()).list().getMetadata().getResourceVersion());
    }

    private void growBeyond(long revision) {
        for (int n = 0; revision() <= revision; n++) {
            var written = new ConfigMapBuilder().withNewMetadata().withNamespace(user.namespace()).withName("revision-" + n).endMetadata();
            cluster.client().resource(written.build()).create();
        }
    }
}
