package io.exposedapp.operator.exposure;

import java.util.List;

/**
 * A node as it was read.
 *
 * @param serving it is Ready, is not being deleted, and is not excluded from load balancers; cordoning stops scheduling, not traffic (KEP-3836)
 * @param externalIps in the node's own order, often none
 * @param internalIps likewise
 */
public record SeenNode(String name, boolean serving, List<String> externalIps, List<String> internalIps) {

    public SeenNode {
        externalIps = List.copyOf(externalIps);
        internalIps = List.copyOf(internalIps);
    }
}
