package io.exposedapp.test.scenario.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.OperatorProcess;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ControlPlane
@DisplayName("After etcd was restored from a backup, while apps had gone on, the operator")
class RestoreIT {

    private static final int HALTED = 3;

    @TempDir
    private Path directory;

    private TestCluster cluster;
    private User user;

    @BeforeEach
    void startCluster() {
        cluster = OwnCluster.start();
        user = OwnCluster.user(cluster);
    }

    @AfterEach
    void stopCluster() {
        cluster.close();
    }

    @Test
    @DisplayName("ends itself and, started again, goes on from what is true: no number is given twice, and apps and ledger agree")
    void restored() {
        try (var operator = start()) {
            // Given
            user.exposes("stays", "{name: http, containerPort: 80, nodePort: 31100}");
            user.exposes("goes", "{name: http, containerPort: 80, nodePort: 31101}");
            user.exposes("moves", "{name: http, containerPort: 80, nodePort: 31102}");
            user.exposes("grows", "{name: http, containerPort: 80}");
            user.seesReady("stays");
            user.seesReady("goes");
            user.seesReady("moves");
            var grown = User.number(user.seesReady("grows"), "http");
            var backup = cluster.backUp();
            user.kubectl("delete", "xapp", "goes");
            user.seesEntry(31101, "CoolingDown");
            user.exposes("moves", "{name: http, containerPort: 80, nodePort: 31103}");
            user.seesEntry(31102, "CoolingDown");
            user.exposes("grows", "{name: http, containerPort: 80}", "{name: grpc, containerPort: 81, nodePort: 31104}");
            user.exposes("lost", "{name: http, containerPort: 80, nodePort: 31105}", "{name: grpc, containerPort: 81}");
            user.seesReady("moves");
            user.seesReady("grows");
            user.seesReady("lost");

            // When
            backup.restore();

            // Then
            assertThat(operator.awaitExit()).isEqualTo(HALTED);
            assertThat(operator.log()).containsPattern("etcd was restored from a backup: a list of NodePortReservations has "
                    + "resourceVersion \\d+, and \\d+ was seen before; halting, to start anew from what is there");
            try (var _ = start()) {
                assertThat(user.app("lost")).isNull();
                user.exposes("another", "{name: http, containerPort: 80, nodePort: 31105}",
                        "{name: grpc, containerPort: 81, nodePort: 31104}");
                assertThat(user.seesReady("another").portMap()).isEqualTo("80:31105/TCP,81:31104/TCP");
                assertThat(user.seesReady("stays").portMap()).isEqualTo("80:31100/TCP");
                assertThat(user.seesReady("goes").portMap()).isEqualTo("80:31101/TCP");
                assertThat(user.seesReady("moves").portMap()).isEqualTo("80:31102/TCP");
                assertThat(user.seesReady("grows").portMap()).isEqualTo("80:" + grown + "/TCP");
                entriesAndServicesAgree();
            }
        }
    }

    /** As a restore that bumps the revisions has it, so that every watch lists anew: none of what it lists is too old in itself. */
    @Test
    @DisplayName("ends itself also when the revisions have grown beyond those it has seen, and objects are older than it knew them")
    void bumped() throws IOException {
        try (var operator = start()) {
            // Given
            user.exposes("grows", "{name: http, containerPort: 80, nodePort: 31106}");
            user.seesReady("grows");
            var backup = cluster.backUp();
            user.exposes("grows", "{name: http, containerPort: 80, nodePort: 31106}", "{name: grpc, containerPort: 81, nodePort: 31107}");
            user.seesReady("grows");
            var seen = revision();
            signal(operator, "STOP");
            backup.restore();
            growBeyond(seen);
            cluster.stopApiServer();
            cluster.startApiServer();

            // When
            signal(operator, "CONT");

            // Then
            assertThat(operator.awaitExit()).isEqualTo(HALTED);
            assertThat(operator.log())
                    .containsPattern("etcd was restored from a backup: \\S+ \\S+ has resourceVersion \\d+, and was known at \\d+;");
            try (var _ = start()) {
                user.exposes("another", "{name: http, containerPort: 80, nodePort: 31107}");
                user.sees("another", "is exposed", s -> User.is(s, "Exposed", "True") && "80:31107/TCP".equals(s.portMap()));
                user.sees("grows", "is exposed", s -> User.is(s, "Exposed", "True") && "80:31106/TCP".equals(s.portMap()));
                entriesAndServicesAgree();
            }
        }
    }

    /** Each number of an app's Service is held by that app, and each held number is on the Service of its holder: so none is there twice. */
    private void entriesAndServicesAgree() {
        var served = new TreeMap<Integer, String>();
        for (ExposedApp app : cluster.client().resources(ExposedApp.class).inAnyNamespace().list().getItems()) {
            for (ServicePort port : Objects.requireNonNull(user.service(app.getMetadata().getName())).getSpec().getPorts()) {
                assertThat(served.put(port.getNodePort(), app.getMetadata().getName() + " " + app.getMetadata().getUid()))
                        .as("another app on %d", port.getNodePort()).isNull();
            }
        }
        var held = new TreeMap<Integer, String>();
        for (NodePortReservation entry : cluster.client().resources(NodePortReservation.class).list().getItems()) {
            var holder = entry.getSpec().holder();
            if ("Held".equals(entry.getSpec().state())) {
                held.put(Integer.valueOf(entry.getMetadata().getName()), holder.name() + " " + holder.uid());
            }
        }
        assertThat(held).isEqualTo(served);
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

    private static void signal(OperatorProcess operator, String signal) throws IOException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(operator.pid())).start().onExit().join();
    }

    private OperatorProcess start() {
        return OperatorProcess.start(cluster, directory.resolve(UUID.randomUUID() + ".log"), Map.of()).awaitRunning();
    }
}
