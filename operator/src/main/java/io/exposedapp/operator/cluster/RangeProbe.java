package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.Labels;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.ledger.LearntRange;
import io.exposedapp.operator.plan.Failure;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Learns the API server's range of node ports by a Service that can never be made: two of its ports ask for the same number. Outside the range
 * the refusal names the range; inside, it says that the number is allocated. A dry run would not do, it looks at neither.
 */
public final class RangeProbe {

    private static final String NAME = "exposedapp-range-probe";

    /** The ends of all that a range can hold, the likelier one to be outside first. */
    private static final int HIGHEST = 65535;
    private static final int LOWEST = 1;

    private RangeProbe() {
    }

    /** Asks; one or two requests that are refused. */
    public static LearntRange ask(KubernetesClient client, String namespace) {
        return learn(number -> refusal(client, namespace, number));
    }

    /**
     * The decision apart from the requests.
     *
     * @param probe asks for a number twice; empty = it was not refused
     */
    static LearntRange learn(IntFunction<Optional<Failure>> probe) {
        for (int number : new int[]{HIGHEST, LOWEST}) {
            var failure = probe.apply(number);
            if (failure.isEmpty()) {
                return unknown("the API server allowed a number for two ports of one Service");
            }
            switch (failure.get()) {
                case Failure.NumberOutOfRange(_, var range) -> {
                    return new LearntRange.Known(range);
                }
                case Failure.NumberTaken _ -> {
                    // in range: ask at the other end
                }
                case Failure.Rejected(var message) -> {
                    return unknown(message);
                }
                case Failure.OfOperator(var _, var message) -> {
                    return unknown(message);
                }
                case Failure.Failed(var message) -> {
                    return unknown(message);
                }
                case Failure.Unavailable(var message, var _) -> {
                    return unknown(message);
                }
                case Failure.Gone _ -> {
                    return unknown("the operator's own namespace does not exist");
                }
                case Failure.NamespaceTerminating _ -> {
                    return unknown("the operator's own namespace is being deleted");
                }
                case Failure.NotConverging _ -> throw new IllegalStateException("a probe is no write of an app");
                case Failure.AlreadyExists _,Failure.Conflict _ -> {
                    return unknown("there is a Service " + NAME + " in the operator's own namespace");
                }
            }
        }
        return unknown("both %d and %d are in it".formatted(LOWEST, HIGHEST));
    }

    private static LearntRange unknown(String why) {
        return new LearntRange.Unknown(
                "the API server's range of node ports could not be learnt (%s); set spec.range of the NodePortLedger".formatted(why));
    }

    private static Optional<Failure> refusal(KubernetesClient client, String namespace, int number) {
        try {
            var made = client.resource(service(namespace, number)).create();
            client.resource(made).delete();
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(ApiFailures.classify(e));
        }
    }

    private static Service service(String namespace, int number) {
        // @formatter:off
        return new ServiceBuilder()
                .withNewMetadata()
                    .withNamespace(namespace)
                    .withName(NAME)
                    .addToLabels(Labels.MANAGED_BY, Names.OPERATOR)
                .endMetadata()
                .withNewSpec()
                    .withType("NodePort")
                    .addNewPort().withName("one").withPort(1).withNodePort(number).endPort()
                    .addNewPort().withName("two").withPort(2).withNodePort(number).endPort()
                .endSpec()
                .build();
        // @formatter:on
    }
}
