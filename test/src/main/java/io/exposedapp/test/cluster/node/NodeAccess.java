package io.exposedapp.test.cluster.node;

import java.nio.file.Path;

/**
 * How a node's programs and the API server know each other.
 *
 * @param authority certificate that signed them all
 * @param kubeletKubeconfig whom kubelet speaks as: system:node:NAME of the group system:nodes
 * @param proxyKubeconfig whom kube-proxy speaks as: system:kube-proxy
 */
public record NodeAccess(Path authority, Path kubeletKubeconfig, Path proxyKubeconfig) {
}
