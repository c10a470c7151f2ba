package io.exposedapp.api.v1;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Set;

/**
 * Bounds that Kubernetes' own types have in Go and lose on the way through Java's model. Without them the API server stores what Java
 * cannot read, and one such object would stop the operator's watch on all of them.
 */
final class KubernetesTypes {

    /**
     * As apimachinery's resource.Quantity reads it, with digits enough for all that it can hold: it caps an amount at 2^63-1 and rounds it to
     * nano. Without a bound, 1e999999999 is a text of a gigabyte to whatever writes it out.
     */
    private static final String QUANTITY = "^(\\+|-)?(([0-9]{1,40}(\\.[0-9]{0,40})?)|(\\.[0-9]{1,40}))"
            + "(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?[0-9]{1,2}))?$";

    private KubernetesTypes() {
    }

    static void bound(Schema root) {
        root.everyNode(node -> {
            if ("array".equals(node.getType()) && node.getXKubernetesListType() == null) {
                node.setXKubernetesListType("atomic");
            }
            if ("integer".equals(node.getType())) {
                int32(node);
            }
            node.getProperties().forEach((name, child) -> {
                switch (name) {
                    case "port", "maxSurge", "maxUnavailable" -> intOrString(child);
                    case "divisor", "sizeLimit" -> child.setPattern(QUANTITY);
                    case "limits", "requests" -> child.getAdditionalProperties().getSchema().setPattern(QUANTITY);
                    case "volumeClaimTemplate" ->
                        new Schema(child).at("metadata").props().getProperties().keySet().retainAll(Set.of("annotations", "labels"));
                    default -> {
                    }
                }
            });
        });
    }

    private static void intOrString(JSONSchemaProps node) {
        if (Boolean.TRUE.equals(node.getXKubernetesIntOrString())) {
            int32(node);
        }
    }

    /** Every integer of a pod is 0 or more, and Kubernetes keeps even the 64-bit ones (seconds, user IDs) within 31 bits. */
    private static void int32(JSONSchemaProps node) {
        if (node.getMinimum() == null) {
            node.setMinimum(0.0);
        }
        if (node.getMaximum() == null) {
            node.setMaximum((double) Integer.MAX_VALUE);
        }
    }
}
