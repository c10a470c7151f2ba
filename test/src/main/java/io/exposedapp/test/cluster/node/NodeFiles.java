package io.exposedapp.test.cluster.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the programs of one node read, and where they write.
 *
 * @param directory of the node, on this machine's disk
 * @param number from 1
 */
record NodeFiles(Path directory, int number, Heartbeat heartbeat) {

    /** The image that every pod's sandbox is made of. */
    static final String PAUSE = "exposedapp.test/pause:1";
    private static final String PODS_OF_ALL_NODES = "10.244.0.0/16";

    /**
     * Writes them.
     *
     * @param cgroups the node's own, "/exposedapp-cluster-.../node1"
     * @param authority certificate of those whom kubelet believes
     * @param proxyKubeconfig whom kube-proxy speaks as
     */
    void write(Path cgroups, Path authority, Path proxyKubeconfig) {
        try {
            Files.createDirectories(directory.resolve("cni"));
            Files.createDirectories(podLogs());
            Files.writeString(containerd(), containerdText());
            Files.writeString(directory.resolve("cni").resolve("10-bridge.conflist"), cniText());
            Files.writeString(kubelet(), kubeletText(cgroups, authority));
            Files.writeString(proxy(), proxyText(proxyKubeconfig));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path containerd() {
        return directory.resolve("containerd.toml");
    }

    Path kubelet() {
        return directory.resolve("kubelet.yaml");
    }

    Path proxy() {
        return directory.resolve("kube-proxy.yaml");
    }

    Path podLogs() {
        return directory.resolve("podlogs");
    }

    /** Its data is under /var/lib and /run, which are the machine's own. The plugin for add-ons would write into /opt, which is not. */
    private String containerdText() {
        return """
                version = 2
                disabled_plugins = ["io.containerd.internal.v1.opt"]
                [plugins."io.containerd.grpc.v1.cri"]
                  sandbox_image = "%s"
                  restrict_oom_score_adj = true
                  [plugins."io.containerd.grpc.v1.cri".cni]
                    bin_dir = "/usr/lib/cni"
                    conf_dir = "%s/cni"
                """.formatted(PAUSE, directory);
    }

    private String cniText() {
        return """
                {"cniVersion": "1.0.0", "name": "pods", "plugins": [
                 {"type": "bridge", "bridge": "cni0", "isGateway": true, "hairpinMode": true,
                  "ipam": {"type": "host-local", "ranges": [[{"subnet": "%s"}]], "routes": [{"dst": "0.0.0.0/0"}]}}]}
                """.formatted(Addresses.pods(number));
    }

    /** However full this machine's disk is, no pod is to be evicted for it and no image removed: the node's files are not there. */
    private String kubeletText(Path cgroups, Path authority) {
        return """
                apiVersion: kubelet.config.k8s.io/v1beta1
                kind: KubeletConfiguration
                containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
                cgroupDriver: cgroupfs
                cgroupRoot: %s
                failCgroupV1: false
                failSwapOn: false
                localStorageCapacityIsolation: false
                imageGCHighThresholdPercent: 100
                evictionHard: {memory.available: 100Mi, nodefs.available: 0%%, nodefs.inodesFree: 0%%, imagefs.available: 0%%}
                authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: %s}}
                authorization: {mode: Webhook}
                resolvConf: /dev/null
                podLogsDir: %s
                volumePluginDir: /var/lib/kubelet/volume-plugins
                nodeStatusUpdateFrequency: 10s
                nodeLeaseDurationSeconds: %d
                """.formatted(cgroups, authority, podLogs(), heartbeat.lease().toSeconds());
    }

    /** The limits of connection tracking are the whole machine's, so they are left as they are. */
    private String proxyText(Path kubeconfig) {
        return """
                apiVersion: kubeproxy.config.k8s.io/v1alpha1
                kind: KubeProxyConfiguration
                mode: nftables
                clientConnection: {kubeconfig: %s}
                clusterCIDR: %s
                hostnameOverride: node%d
                conntrack: {maxPerCore: 0, min: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s}
                """.formatted(kubeconfig, PODS_OF_ALL_NODES, number);
    }
}
