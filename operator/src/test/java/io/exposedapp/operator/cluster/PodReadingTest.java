package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.workload.Owner;
import io.exposedapp.operator.workload.SeenPod;
import io.exposedapp.operator.workload.SeenPod.Phase;
import io.exposedapp.operator.workload.Trouble;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A pod is read once, into a small record")
class PodReadingTest {

    @Test
    @DisplayName("A pod that serves")
    void serving() {
        // Given
        var pod = pod("""
                phase: Running
                conditions:
                - {type: PodScheduled, status: "True"}
                - {type: Ready, status: "True", lastTransitionTime: "2026-11-21T12:00:07Z"}
                containerStatuses:
                - {name: sidecar, restartCount: 1, state: {running: {}}}
                - {name: app, restartCount: 3, state: {running: {}}, lastState: {terminated: {exitCode: 1, reason: Error}}}
                """);

        // When
        var seen = PodReading.read(pod);

        // Then
        assertThat(seen).hasValue(new SeenPod(new AppRef("shop", "web"), "web-bbbbbb-0", "pod-uid", "42", "bbbbbb", "web-uid",
                Phase.RUNNING, true, Instant.parse("2026-11-21T12:00:07Z"), "node-1", null, Instant.parse("2026-11-21T12:00:00Z"), 3, -5,
                null));
    }

    @Test
    @DisplayName("A pod that has just been made has no status to speak of")
    void justMade() {
        // Given
        var pod = pod("phase: Pending");
        pod.setStatus(null);
        pod.getSpec().setNodeName(null);
        pod.getMetadata().setAnnotations(null);
        pod.getMetadata().setOwnerReferences(null);

        // When
        var seen = PodReading.read(pod).orElseThrow();

        // Then
        assertThat(seen.phase()).isEqualTo(Phase.PENDING);
        assertThat(seen.ready()).isFalse();
        assertThat(seen.node()).isNull();
        assertThat(seen.deletionCost()).isZero();
        assertThat(seen.trouble()).isNull();
        assertThat(seen.owner("web-uid")).isEqualTo(Owner.NOBODY);
    }

    @Test
    @DisplayName("A pod without the app's label is none of an app's")
    void notAnApps() {
        // Given
        var pod = pod("phase: Running");
        pod.getMetadata().getLabels().clear();

        // When
        var seen = PodReading.read(pod);

        // Then
        assertThat(seen).isEmpty();
    }

    @Test
    @DisplayName("A deletion cost that is no number is none, and an owner that does not control is none")
    void oddities() {
        // Given
        var pod = pod("phase: Running");
        pod.getMetadata().getAnnotations().replaceAll((_, _) -> "cheap");
        pod.getMetadata().getOwnerReferences().getFirst().setController(false);
        pod.getMetadata().setDeletionTimestamp("2026-11-21T12:01:00Z");

        // When
        var seen = PodReading.read(pod).orElseThrow();

        // Then
        assertThat(seen.deletionCost()).isZero();
        assertThat(seen.controllerUid()).isNull();
        assertThat(seen.terminating()).isTrue();
        assertThat(seen.active()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            an image that cannot be pulled | ImagePullBackOff | Back-off pulling image "x" | \
            {phase: Pending, containerStatuses: [{name: app, state: {waiting: {reason: ImagePullBackOff, message: 'Back-off pulling image "x"'}}}]}
            a crash loop tells how it last ended | CrashLoopBackOff | last exit: Error (exit code 2): cannot open /etc/order | \
            {phase: Running, containerStatuses: [{name: app, state: {waiting: {reason: CrashLoopBackOff, message: back-off 40s}}, \
            lastState: {terminated: {exitCode: 2, reason: Error, message: "cannot open /etc/order\\n"}}}]}
            an init container comes first | CreateContainerConfigError | secret "a" not found | \
            {phase: Pending, initContainerStatuses: [{name: init, state: {waiting: {reason: CreateContainerConfigError, message: 'secret "a" not found'}}}], \
            containerStatuses: [{name: app, state: {waiting: {reason: PodInitializing}}}]}
            no node fits | Unschedulable | 0/2 nodes are available | \
            {phase: Pending, conditions: [{type: PodScheduled, status: "False", reason: Unschedulable, message: 0/2 nodes are available}]}
            evicted | Evicted | the node was low on memory | \
            {phase: Failed, reason: Evicted, message: the node was low on memory}
            ended with an error, and about to be started again | OOMKilled | OOMKilled (exit code 137) | \
            {phase: Running, containerStatuses: [{name: app, state: {terminated: {exitCode: 137, reason: OOMKilled}}}]}
            not ready for no reason that a container knows | ContainersNotReady | containers with unready status: [app] | \
            {phase: Running, conditions: [{type: Ready, status: "False", reason: ContainersNotReady, message: 'containers with unready status: [app]'}], \
            containerStatuses: [{name: app, state: {running: {}}}]}
            """)
    void troubles(String what, String reason, String message, String status) {
        // Given
        var pod = pod(status);

        // When
        var seen = PodReading.read(pod).orElseThrow();

        // Then
        assertThat(seen.trouble()).as(what).isEqualTo(new Trouble(reason, message));
    }

    @Test
    @DisplayName("A container that is being made is no trouble")
    void onItsWay() {
        // Given
        var pod = pod("{phase: Pending, containerStatuses: [{name: app, state: {waiting: {reason: ContainerCreating}}}]}");

        // When
        var seen = PodReading.read(pod).orElseThrow();

        // Then
        assertThat(seen.trouble()).isNull();
    }

    private static Pod pod(String status) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata:
                  namespace: shop
                  name: web-bbbbbb-0
                  uid: pod-uid
                  resourceVersion: "42"
                  creationTimestamp: "2026-11-21T12:00:00Z"
                  labels: {exposedapp.io/app: web, exposedapp.io/revision: bbbbbb}
                  annotations: {controller.kubernetes.io/pod-deletion-cost: "-5"}
                  ownerReferences:
                  - {apiVersion: exposedapp.io/v1, kind: ExposedApp, name: web, uid: web-uid, controller: true}
                spec: {nodeName: node-1, containers: [{name: app}]}
                status:
                """ + status.indent(2), Pod.class);
    }
}
