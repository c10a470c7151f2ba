package io.exposedapp.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.TestCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the ledger rests on since entries are patched: the API server compares what a merge patch says of UID and resourceVersion. */
@ControlPlane
@ExtendWith(CrdCluster.Provider.class)
@DisplayName("A merge patch of an entry")
class MergePatchIT {

    private static final String ENTRY = """
            apiVersion: exposedapp.io/v1
            kind: NodePortReservation
            metadata: {name: "65533"}
            spec:
              ledger: default
              state: CoolingDown
              holder: {namespace: shop, name: web, uid: a-1, service: web, ports: [{name: http, protocol: TCP, port: 80}]}
              reclaimPolicy: CoolDown
              since: "2026-11-21T09:14:00Z"
              until: "2099-11-22T09:14:00Z"
              portList: http/TCP
            """;
    private static final String NOTHING_NEW = "{\"state\": \"CoolingDown\"}";

    private final TestCluster cluster;

    MergePatchIT(CrdCluster crds) {
        this.cluster = crds.cluster();
    }

    @BeforeEach
    void create() {
        cluster.kubectlWithInput(ENTRY, "create", "-f", "-").orThrow();
    }

    @AfterEach
    void delete() {
        cluster.kubectl("delete", "npr", "65533").orThrow();
    }

    @Test
    @DisplayName("is made of an entry that is as it was seen, and takes away what it says is null")
    void current() {
        // When
        patch(uid(), version(), "{\"state\": \"Retained\", \"until\": null}");

        // Then
        assertThat(get("{.spec.state},{.spec.until},{.spec.portList}")).isEqualTo("Retained,,http/TCP");
    }

    @Test
    @DisplayName("is a conflict where the entry was written since it was seen, though it would change nothing")
    void outdated() {
        // Given
        var seen = version();
        cluster.kubectl("label", "npr", "65533", "written=since").orThrow();

        // When
        var refused = tryToPatch(uid(), seen, NOTHING_NEW);

        // Then
        assertThat(refused).startsWith("Error from server (Conflict)").contains("the object has been modified");
    }

    @Test
    @DisplayName("is a conflict where the entry was deleted and made again since it was seen")
    void reCreated() {
        // Given
        var uid = uid();
        var version = version();
        delete();
        create();

        // When
        var refused = tryToPatch(uid, version, NOTHING_NEW);

        // Then
        assertThat(refused).startsWith("Error from server (Conflict)");
    }

    @Test
    @DisplayName("is refused for the UID alone, which cannot be changed")
    void foreignUid() {
        // When
        var refused = tryToPatch("6f0b9f3e-0000-4000-8000-000000000000", version(), NOTHING_NEW);

        // Then
        assertThat(refused).contains("metadata.uid").contains("field is immutable");
    }

    private String uid() {
        return get("{.metadata.uid}");
    }

    private String version() {
        return get("{.metadata.resourceVersion}");
    }

    private String get(String path) {
        return cluster.kubectl("get", "npr", "65533", "--output=jsonpath=" + path).orThrow();
    }

    private void patch(String uid, String version, String spec) {
        cluster.kubectl("patch", "npr", "65533", "--type=merge", "--patch", text(uid, version, spec)).orThrow();
    }

    private String tryToPatch(String uid, String version, String spec) {
        return cluster.kubectl("patch", "npr", "65533", "--type=merge", "--patch", text(uid, version, spec)).stderr();
    }

    private static String text(String uid, String version, String spec) {
        return """
                {"metadata": {"uid": "%s", "resourceVersion": "%s"}, "spec": %s}""".formatted(uid, version, spec);
    }
}
