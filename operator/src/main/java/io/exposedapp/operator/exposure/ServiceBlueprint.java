package io.exposedapp.operator.exposure;

import io.exposedapp.operator.app.ControllerReference;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.List;

/** The desired Service as an object to be created. */
public final class ServiceBlueprint {

    private ServiceBlueprint() {
    }

    public static Service of(DesiredService desired) {
        var policies = desired.policies();
        // @formatter:off
        return new ServiceBuilder()
                .withNewMetadata()
                    .withNamespace(desired.app().namespace())
                    .withName(desired.name())
                    .withLabels(desired.labels())
                    .withAnnotations(desired.annotations())
                    .withOwnerReferences(ControllerReference.of(desired.app(), desired.appUid()))
                .endMetadata()
                .withNewSpec()
                    .withType(desired.type())
                    .withSelector(desired.selector())
                    .withPorts(ports(desired))
                    .withExternalTrafficPolicy(desired.external() ? policies.externalTrafficPolicy() : null)
                    .withInternalTrafficPolicy(policies.internalTrafficPolicy())
                    .withSessionAffinity(policies.sessionAffinity())
                    .withIpFamilyPolicy(policies.ipFamilyPolicy())
                .endSpec()
                .build();
        // @formatter:on
    }

    private static List<io.fabric8.kubernetes.api.model.ServicePort> ports(DesiredService desired) {
        return desired.ports().stream()
                .map(p -> new ServicePortBuilder().withName(p.name()).withProtocol(p.protocol()).withPort(p.port())
                        .withTargetPort(new IntOrString(p.targetPort())).withNodePort(p.hasNodePort() ? p.nodePort() : null)
                        .withAppProtocol(p.appProtocol())
                        .build())
                .toList();
    }
}
