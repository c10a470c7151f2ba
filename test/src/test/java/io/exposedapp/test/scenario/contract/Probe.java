package io.exposedapp.test.scenario.contract;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.User;

/** Asks the API server to make something, without making it: how it refuses shows that it knows a webhook or a policy. */
final class Probe {

    private Probe() {
    }

    /**
     * What kubectl says on standard error; empty = it was not refused.
     *
     * @param resource as rules spell it: {@code pods}, {@code exposedapps/status}
     */
    static String refusal(TestCluster cluster, User user, String resource) {
        var yaml = switch (resource) {
            case "pods" -> "{apiVersion: v1, kind: Pod, metadata: {name: probe}, spec: {containers: [{name: a, image: a}]}}";
            case "services" -> "{apiVersion: v1, kind: Service, metadata: {name: probe}, spec: {ports: [{port: 1}]}}";
            case "controllerrevisions" -> "{apiVersion: apps/v1, kind: ControllerRevision, metadata: {name: probe}, revision: 1, data: {}}";
            case "poddisruptionbudgets" ->
                "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: probe}, spec: {minAvailable: 1, selector: {matchLabels: {a: b}}}}";
            case "nodeportreservations" ->
                ("{apiVersion: exposedapp.io/v1, kind: NodePortReservation, metadata: {name: \"1\"}, spec: {ledger: default, "
                        + "state: Held, holder: {namespace: %s, name: probe, uid: u, service: probe, ports: [{name: a, protocol: TCP, port: 1}]}, "
                        + "reclaimPolicy: CoolDown, since: \"2026-11-21T09:14:00Z\", portList: a/TCP}}").formatted(user.namespace());
            default -> null;
        };
        return yaml == null
                ? ofStatus(cluster, user)
                : cluster.kubectlWithInput(yaml, "create", "-n", user.namespace(), "--dry-run=server", "-f", "-").stderr();
    }

    private static String ofStatus(TestCluster cluster, User user) {
        cluster.kubectlWithInput(
                """
                        {apiVersion: exposedapp.io/v1, kind: ExposedApp, metadata: {name: probe}, spec: {image: a, replicas: 0, ports: [{name: a, containerPort: 1, exposed: false}]}}
                        """,
                "apply", "-n", user.namespace(), "-f", "-").orThrow();
        return cluster.kubectl("patch", "xapp", "probe", "-n", user.namespace(), "--subresource=status", "--type=merge", "-p",
                "{\"status\": {\"ready\": \"0/0 \"}}").stderr();
    }
}
