package io.exposedapp.test.scenario.proof;

import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/**
 * Numbers that the API server has allocated though no Service has them. It forgets to free a number that it has allocated for an update of a
 * Service when another write of that Service, its deletion for one, comes in between; it finds out after three rounds of three minutes. Until
 * then whoever holds the number does so in vain.
 */
record Forgotten(KubernetesClient client, World world) {

    boolean has(int number) {
        return world.services.values().stream().noneMatch(service -> World.numbers(service).contains(number)) && isAllocated(number);
    }

    /** Asks for it and for one that is in no range, in one Service that so is never made: the answer is about the first that is not to be had. */
    private boolean isAllocated(int number) {
        // @formatter:off
        var service = new ServiceBuilder()
                .withNewMetadata().withName("asks").withNamespace("default").endMetadata()
                .withNewSpec().withType("NodePort").withPorts(port(1, number), port(2, 1)).endSpec()
                .build();
        // @formatter:on
        try {
            client.resource(service).create();
        } catch (KubernetesClientException e) {
            return String.valueOf(e.getMessage()).contains("Invalid value: " + number + ": provided port is already allocated");
        }
        throw new IllegalStateException("a Service was made with nodePort 1");
    }

    private static ServicePort port(int port, int nodePort) {
        return new ServicePortBuilder().withName("p" + port).withPort(port).withNodePort(nodePort).build();
    }
}
