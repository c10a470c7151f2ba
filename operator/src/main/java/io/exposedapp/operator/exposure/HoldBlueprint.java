package io.exposedapp.operator.exposure;

import io.exposedapp.api.v1.Api;
import io.exposedapp.operator.app.Labels;
import io.exposedapp.operator.app.Names;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;

/**
 * A Service that keeps a number in the API server's allocator while nobody serves on it. Without a selector it has no endpoints, so a client's
 * connection is refused at once. Its owner takes it along when it goes, and never waits for it.
 */
public final class HoldBlueprint {

    /** Kubernetes' well-known annotation for what an object is there for. */
    public static final String PURPOSE = "kubernetes.io/description";

    private HoldBlueprint() {
    }

    /**
     * The Service as an object to be created.
     *
     * @param namespace the operator's own
     */
    public static Service of(String namespace, int number, String ownerKind, String ownerName, String ownerUid, String purpose) {
        // @formatter:off
        return new ServiceBuilder()
                .withNewMetadata()
                    .withNamespace(namespace)
                    .withName(Names.hold(number))
                    .withLabels(Labels.hold(number))
                    .addToAnnotations(PURPOSE, purpose)
                    .withOwnerReferences(new OwnerReferenceBuilder()
                            .withApiVersion(Api.GROUP + "/" + Api.VERSION).withKind(ownerKind).withName(ownerName).withUid(ownerUid)
                            .withController(true)
                            .build())
                .endMetadata()
                .withNewSpec()
                    .withType(DesiredService.TYPE)
                    .addNewPort().withName("hold").withProtocol("TCP").withPort(number).withNodePort(number).endPort()
                .endSpec()
                .build();
        // @formatter:on
    }
}
