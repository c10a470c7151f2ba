package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.Api;
import io.exposedapp.operator.plan.Failure;
import io.exposedapp.operator.plan.Failure.OfOperator;
import io.exposedapp.operator.plan.Failure.OfOperator.Cause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which CustomResourceDefinitions of the operator were removed while it runs. */
final class MissingCrds {

    private static final Logger LOGGER = LoggerFactory.getLogger(MissingCrds.class);

    private static final Set<String> KINDS = Set.of("exposedapps", "nodeportledgers", "nodeportreservations");

    private final KubernetesClient client;
    private final Set<String> crds = ConcurrentHashMap.newKeySet();
    private final Set<String> suspects = ConcurrentHashMap.newKeySet();

    /** @param client asks once */
    MissingCrds(KubernetesClient client) {
        this.client = client;
    }

    int count() {
        return crds.size();
    }

    /** Empty where every kind is served, and where the API server does not say: a proxy before it may answer 404 to anything. */
    Optional<Failure> missing() {
        try {
            if (crds.isEmpty()) {
                KINDS.stream().filter(kind -> !served(kind)).forEach(this::missing);
            }
        } catch (KubernetesClientException _) {
            suspects.addAll(KINDS);
        }
        return crds.stream().min(Comparator.naturalOrder()).map(kind -> new OfOperator(Cause.CRD_MISSING,
                "CustomResourceDefinition " + kind + "." + Api.GROUP + " is missing; the cluster's administrator must apply it again ("
                        + CrdCheck.COMMAND + ")"));
    }

    /**
     * Looks whether these are missing, and whether those that were are there again.
     *
     * @param refused kinds by the plural of their resources
     * @throws KubernetesClientException where the API server does not say
     */
    void look(Collection<String> refused) {
        suspects.addAll(refused);
        for (var resource : Set.copyOf(suspects)) {
            if (!served(resource)) {
                missing(resource);
            }
            suspects.remove(resource);
        }
        crds.stream().filter(this::served).forEach(this::there);
    }

    private void missing(String resource) {
        if (crds.add(resource)) {
            LOGGER.atError().addKeyValue("crd", resource + "." + Api.GROUP)
                    .log("a CustomResourceDefinition of the operator is missing; run as an administrator: {}", CrdCheck.COMMAND);
        }
    }

    private boolean served(String resource) {
        try {
            client.raw("/apis/" + Api.GROUP + "/" + Api.VERSION + "/" + resource + "?limit=1", "GET", null);
            return true;
        } catch (KubernetesClientException e) {
            if (!ApiFailures.isUnknownPath(e)) {
                throw e;
            }
            // It is the API server that answers, then.
            client.raw("/version", "GET", null);
            return false;
        }
    }

    private void there(String resource) {
        crds.remove(resource);
        LOGGER.atInfo().addKeyValue("crd", resource + "." + Api.GROUP).log("the CustomResourceDefinition is there again");
    }
}
