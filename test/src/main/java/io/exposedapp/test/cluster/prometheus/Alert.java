package io.exposedapp.test.cluster.prometheus;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An alert that is pending or firing.
 *
 * @param name label {@code alertname}, which is among the labels too
 * @param annotations with their templates filled in
 */
public record Alert(String name, State state, SortedMap<String, String> labels, SortedMap<String, String> annotations) {

    /** As Prometheus spells them, in lower case. */
    public enum State {
        /** Its expression is true, not yet for as long as its rule wants. */
        PENDING,
        FIRING
    }

    public Alert {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    public boolean firing() {
        return state == State.FIRING;
    }

    /** Empty if there is none of that name. */
    public String label(String label) {
        return labels.getOrDefault(label, "");
    }
}
