/** Real nodes of the test cluster: kubelet, kube-proxy and containerd, each node in Linux namespaces of its own. */
@NullMarked
package io.exposedapp.test.cluster.node;

import org.jspecify.annotations.NullMarked;
