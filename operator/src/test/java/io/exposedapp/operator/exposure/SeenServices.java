package io.exposedapp.operator.exposure;

import io.exposedapp.api.v1.Api;
import io.exposedapp.operator.app.Labels;
import io.exposedapp.operator.exposure.SeenService.Controller;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A Service named shop/web, for tests that ask whose it is. */
final class SeenServices {

    private SeenServices() {
    }

    static SeenService controlledBy(@Nullable Controller controller, int... nodePorts) {
        return of("NodePort", false, controller, nodePorts);
    }

    static SeenService of(String type, boolean terminating, @Nullable Controller controller, int... nodePorts) {
        var ports = Arrays.stream(nodePorts).mapToObj(n -> new ServicePort("p" + n, "TCP", n, "http", n, null)).toList();
        return new SeenService("shop", "web", "svc-1", "7", terminating, controller, controller != null, type, ports, 0, Map.of(), Map.of(),
                Map.of(), Set.of(), Set.of(), ServicePolicies.of(null, null, null, null), false, false, null);
    }

    /** The same, leading to the app's pods. */
    static SeenService leadingToTheApp(SeenService s) {
        return new SeenService(s.namespace(), s.name(), s.uid(), s.resourceVersion(), s.terminating(), s.controller(), s.hasOwners(),
                s.type(), s.ports(), s.healthCheckNodePort(), Labels.selector(s.name()), s.labels(), s.annotations(), s.ownLabels(),
                s.ownAnnotations(), s.policies(), s.hasSessionAffinityConfig(), s.headless(), s.otherWriter());
    }

    /** The same, with the operator's labels. */
    static SeenService labelled(SeenService s) {
        return new SeenService(s.namespace(), s.name(), s.uid(), s.resourceVersion(), s.terminating(), s.controller(), s.hasOwners(),
                s.type(), s.ports(), s.healthCheckNodePort(), s.selector(), Labels.child(s.name()), s.annotations(), s.ownLabels(),
                s.ownAnnotations(), s.policies(), s.hasSessionAffinityConfig(), s.headless(), s.otherWriter());
    }

    /** The same, in the middle of its adoption. */
    static SeenService marked(SeenService s) {
        return new SeenService(s.namespace(), s.name(), s.uid(), s.resourceVersion(), s.terminating(), s.controller(), s.hasOwners(),
                s.type(),
                s.ports(), s.healthCheckNodePort(), s.selector(), s.labels(), Map.of(Api.ADOPTING_ANNOTATION, "true"), s.ownLabels(),
                s.ownAnnotations(), s.policies(), s.hasSessionAffinityConfig(), s.headless(), s.otherWriter());
    }
}
