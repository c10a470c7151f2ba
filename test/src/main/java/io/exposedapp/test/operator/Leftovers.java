package io.exposedapp.test.operator;

import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that earlier tests leave behind. The namespace of a test is deleted without waiting for its end, and until then its apps hold the numbers
 * that the ledger chose for them: from anywhere in the range, so also one that the next test pins. A busy machine makes this take long.
 */
record Leftovers(KubernetesClient client) {

    /** Of a port, and of a NodePortReservation. */
    private static final Pattern NUMBER = Pattern.compile("(?:nodePort: |name: \")(\\d{5})\\b");

    /** Waits until no app of a deleted namespace holds a number which the manifest names, or lets it cool down. */
    void awaitNone(String manifest) {
        NUMBER.matcher(manifest).results().map(match -> match.group(1)).distinct().forEach(
                number -> Wait.until("number " + number + " is not one of a deleted namespace").gone(() -> leftover(number)));
    }

    private @Nullable NodePortReservation leftover(String number) {
        var reservation = client.resources(NodePortReservation.class).withName(number).get();
        return reservation == null || reservation.getSpec().state().equals("Retained")
                || isInUse(reservation.getSpec().holder().namespace()) ? null : reservation;
    }

    private boolean isInUse(String name) {
        var namespace = client.namespaces().withName(name).get();
        return namespace == null ? !TestNamespace.isNameOfOne(name) : namespace.getMetadata().getDeletionTimestamp() == null;
    }
}
