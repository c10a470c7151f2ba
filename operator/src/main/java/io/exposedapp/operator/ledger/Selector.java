package io.exposedapp.operator.ledger;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A label selector as Kubernetes reads it (apimachinery's LabelSelectorAsSelector): all that it says must hold; one that says nothing admits all. */
record Selector(Map<String, String> equal, List<Requirement> requirements) {

    static final Selector EVERYTHING = new Selector(Map.of(), List.of());

    /** One of matchExpressions. */
    record Requirement(String key, Operator operator, List<String> values) {

        boolean admits(Map<String, String> labels) {
            var value = labels.get(key);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case DOES_NOT_EXIST -> value == null;
            };
        }
    }

    enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        DOES_NOT_EXIST
    }

    Selector {
        equal = Map.copyOf(equal);
        requirements = List.copyOf(requirements);
    }

    /**
     * Reads a selector; none admits everything.
     *
     * @throws IllegalArgumentException naming what cannot be read
     */
    static Selector of(@Nullable LabelSelector text) {
        return text == null
                ? EVERYTHING
                : new Selector(Objects.requireNonNullElse(text.getMatchLabels(), Map.of()),
                        Objects.requireNonNullElse(text.getMatchExpressions(), List.<LabelSelectorRequirement>of()).stream()
                                .map(Selector::requirement).toList());
    }

    private static Requirement requirement(LabelSelectorRequirement text) {
        var key = text.getKey();
        if (key == null) {
            throw new IllegalArgumentException("namespaceSelector: an expression has no key");
        }
        var values = Objects.requireNonNullElse(text.getValues(), List.<String>of());
        var operator = operator(text);
        if ((operator == Operator.IN || operator == Operator.NOT_IN) == values.isEmpty()) {
            throw new IllegalArgumentException("namespaceSelector: " + key + " " + text.getOperator()
                    + (values.isEmpty() ? " needs values" : " takes no values"));
        }
        return new Requirement(key, operator, values);
    }

    private static Operator operator(LabelSelectorRequirement text) {
        return switch (String.valueOf(text.getOperator())) {
            case "In" -> Operator.IN;
            case "NotIn" -> Operator.NOT_IN;
            case "Exists" -> Operator.EXISTS;
            case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
            default -> throw new IllegalArgumentException("namespaceSelector: the operator " + text.getOperator()
                    + " is none of In, NotIn, Exists, DoesNotExist");
        };
    }

    boolean admits(Map<String, String> labels) {
        return equal.entrySet().stream().allMatch(e -> e.getValue().equals(labels.get(e.getKey())))
                && requirements.stream().allMatch(r -> r.admits(labels));
    }
}
