package io.exposedapp.test.cluster;

import io.exposedapp.test.cluster.binaries.Binaries;
import io.exposedapp.test.cluster.node.Heartbeat;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How each component is called.
 *
 * @param place of the API server
 */
record ControlPlaneCommands(Binaries binaries, ClusterFiles files, ApiServerPlace place, Path auditLog, List<String> apiServerFlags,
        List<String> etcdFlags, Heartbeat heartbeat) {

    /** The first address of the Services, which is the API server's own. */
    static final String SERVICE_IP = "10.96.0.1";

    List<String> etcd() {
        List<String> own = List.of(program("etcd"), "--data-dir=" + files.etcdData(), "--listen-client-urls=unix://" + files.etcdSocket(),
                "--listen-peer-urls=unix://" + files.etcdPeerSocket(),
                // Has to look like host:port, and is told to members and clients that a single one does not have.
                "--advertise-client-urls=http://localhost:2379",
                // Its data dies with the test; a killed process loses nothing by it.
                "--unsafe-no-fsync");
        return Stream.of(own, etcdFlags).flatMap(List::stream).toList();
    }

    List<String> apiServer() {
        List<String> own = List.of(program("kube-apiserver"), "--etcd-servers=unix://" + files.etcdSocket(),
                "--secure-port=" + place.port(),
                "--bind-address=" + place.address(), "--advertise-address=" + place.address(),
                "--service-cluster-ip-range=10.96.0.0/16", "--tls-cert-file=" + files.serverCertificate(),
                "--tls-private-key-file=" + files.serverKey(), "--client-ca-file=" + files.authority(),
                "--service-account-key-file=" + files.serviceAccountPublicKey(),
                "--service-account-signing-key-file=" + files.serviceAccountKey(),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--authorization-mode=Node,RBAC", "--allow-privileged", "--audit-policy-file=" + files.auditPolicy(),
                "--audit-log-path=" + auditLog,
                // In megabytes: a log that is rotated would lose what is counted.
                "--audit-log-maxsize=10000");
        return Stream.of(place.entry(), own, place.flags(), apiServerFlags).flatMap(List::stream).toList();
    }

    List<String> controllerManager() {
        return List.of(program("kube-controller-manager"), "--kubeconfig=" + files.kubeconfig(ClusterFiles.CONTROLLER_MANAGER),
                "--service-account-private-key-file=" + files.serviceAccountKey(), "--root-ca-file=" + files.authority(),
                "--use-service-account-credentials", "--leader-elect=false", "--secure-port=0", "--kube-api-qps=500",
                "--kube-api-burst=1000", "--node-monitor-grace-period=" + heartbeat.grace().toMillis() + "ms",
                "--node-monitor-period=" + heartbeat.monitorPeriod().toMillis() + "ms",
                // The controller looks at a new autoscaler after one period, 15 s by default.
                "--horizontal-pod-autoscaler-sync-period=1s");
    }

    List<String> scheduler() {
        return List.of(program("kube-scheduler"), "--kubeconfig=" + files.kubeconfig(ClusterFiles.SCHEDULER), "--leader-elect=false",
                "--secure-port=0", "--kube-api-qps=500", "--kube-api-burst=1000");
    }

    List<String> kwok() {
        return List.of(program("kwok"), "--kubeconfig=" + files.kubeconfig(ClusterFiles.KWOK), "--config=" + binaries.stages(),
                "--manage-all-nodes=false",
                "--manage-nodes-with-annotation-selector=" + SimulatedNodes.ANNOTATION + "=" + SimulatedNodes.FAKE,
                // Without leases the node controller takes every node for dead, and all pods on it for not ready.
                "--node-lease-duration-seconds=" + heartbeat.lease().toSeconds(), "--cidr=10.245.0.0/16");
    }

    private String program(String name) {
        return binaries.program(name).toString();
    }
}
