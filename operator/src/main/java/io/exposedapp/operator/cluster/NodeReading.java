package io.exposedapp.operator.cluster;

import io.exposedapp.operator.exposure.SeenNode;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.NodeCondition;
import java.util.List;
import java.util.Objects;

/** A node of the API server as a record. */
final class NodeReading {

    private static final String EXCLUDED = "node.kubernetes.io/exclude-from-external-load-balancers";

    private NodeReading() {
    }

    static SeenNode read(Node node) {
        var status = node.getStatus();
        var conditions = status == null
                ? List.<NodeCondition>of()
                : Objects.requireNonNullElse(status.getConditions(), List.<NodeCondition>of());
        var addresses = status == null ? List.<NodeAddress>of() : Objects.requireNonNullElse(status.getAddresses(), List.<NodeAddress>of());
        var ready = conditions.stream().anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
        var meta = node.getMetadata();
        var excluded = meta.getLabels() != null && meta.getLabels().containsKey(EXCLUDED);
        return new SeenNode(meta.getName(), ready && !excluded && meta.getDeletionTimestamp() == null, of(addresses, "ExternalIP"),
                of(addresses, "InternalIP"));
    }

    private static List<String> of(List<NodeAddress> addresses, String type) {
        return addresses.stream().filter(a -> type.equals(a.getType())).map(NodeAddress::getAddress).toList();
    }
}
