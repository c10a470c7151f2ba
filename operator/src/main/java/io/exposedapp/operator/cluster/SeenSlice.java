package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Labels;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a Service of an app leads to, as far as one EndpointSlice tells.
 *
 * @param pods UIDs of its ready endpoints
 */
record SeenSlice(AppRef app, String service, Set<String> pods) {

    static final String SERVICE = "kubernetes.io/service-name";
    static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";

    /** Kubernetes' own controller: slices that others make lead to what they like. */
    static final String CONTROLLER = "endpointslice-controller.k8s.io";

    /** The app's label is there because the controller copies the labels of the Service. */
    static Optional<SeenSlice> read(EndpointSlice slice) {
        var meta = slice.getMetadata();
        var labels = Objects.requireNonNullElse(meta.getLabels(), Map.<String, String>of());
        var app = labels.get(Labels.APP);
        var service = labels.get(SERVICE);
        return app == null || service == null || !CONTROLLER.equals(labels.get(MANAGED_BY))
                ? Optional.empty()
                : Optional.of(new SeenSlice(new AppRef(meta.getNamespace(), app), service, pods(slice)));
    }

    private static Set<String> pods(EndpointSlice slice) {
        return Objects.requireNonNullElse(slice.getEndpoints(), List.<Endpoint>of()).stream().filter(SeenSlice::ready)
                .map(Endpoint::getTargetRef).filter(Objects::nonNull).map(ObjectReference::getUid).filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Unset means ready, by the definition of the API. */
    private static boolean ready(Endpoint endpoint) {
        return endpoint.getConditions() == null || !Boolean.FALSE.equals(endpoint.getConditions().getReady());
    }
}
