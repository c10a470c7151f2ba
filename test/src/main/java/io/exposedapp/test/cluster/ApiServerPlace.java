package io.exposedapp.test.cluster;

import io.exposedapp.test.cluster.node.Site;
import java.util.List;

/**
 * Where the API server stands, and what it is told because of that.
 *
 * @param entry what its command line begins with
 * @param address that it listens on
 */
record ApiServerPlace(List<String> entry, String address, int port, List<String> flags) {

    /** Where nothing but this machine's own programs reaches it. */
    static ApiServerPlace loopback(int port) {
        return new ApiServerPlace(List.of(), "127.0.0.1", port, List.of("--endpoint-reconciler-type=none"));
    }

    /** Beside the real nodes: pods reach it at the first address of the Services, and it reaches kubelets, for logs and commands in pods. */
    static ApiServerPlace beside(Site site, ClusterFiles files) {
        return new ApiServerPlace(site.outside(List.of()), Site.API_SERVER_ADDRESS, Site.API_SERVER_PORT,
                List.of("--endpoint-reconciler-type=lease", "--kubelet-preferred-address-types=InternalIP",
                        "--kubelet-client-certificate=" + files.kubeletClientCertificate(),
                        "--kubelet-client-key=" + files.kubeletClientKey()));
    }
}
