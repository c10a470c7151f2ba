package io.exposedapp.test.operator;

import io.exposedapp.test.traffic.Outcome;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Each {@link Rename} of a Service's ports since this was opened, from watches. */
public final class RenameHistory implements AutoCloseable {

    private final List<SharedIndexInformer<?>> informers;
    private final Map<String, Set<String>> inSlices = new HashMap<>();
    private final List<Rename> renames = new ArrayList<>();
    private Set<String> inService = Set.of();
    private Instant endpointsChanged = Instant.now();
    private boolean complete;
    private @Nullable Instant prepared;
    private @Nullable Instant begun;

    private RenameHistory(KubernetesClient client, String namespace, String service) {
        informers = List.of(
                client.discovery().v1().endpointSlices().inNamespace(namespace).withLabel("kubernetes.io/service-name", service)
                        .inform(new Changes<>(this::endpoints, this::noEndpoints)),
                client.services().inNamespace(namespace).withName(service).inform(new Changes<>(this::service, _ -> {
                })));
    }

    /** From now on. */
    public static RenameHistory of(KubernetesClient client, String namespace, String service) {
        return new RenameHistory(client, namespace, service);
    }

    /**
     * The lost requests that the app has to answer for: all but those that were refused while a rename was late, which a busy machine does and the
     * operator does not prevent. These are printed.
     *
     * @param failures as a running client gives them
     */
    public synchronized List<String> unexplained(List<String> failures) {
        var late = renames.stream().filter(Rename::isLate).toList();
        var explained = failures.stream().filter(failure -> isRefusal(failure)
                && late.stream().anyMatch(rename -> rename.covers(Instant.parse(failure.substring(0, failure.indexOf(' ')))))).toList();
        if (!explained.isEmpty()) {
            System.out.println(
                    "VOID " + explained.size() + " requests were refused by a kube-proxy on a machine too busy for a rename: " + late);
        }
        return failures.stream().filter(failure -> !explained.contains(failure)).toList();
    }

    private static boolean isRefusal(String failure) {
        return failure.contains(" " + Outcome.REFUSED + " ");
    }

    private synchronized void service(Service service) {
        inService = service.getSpec().getPorts().stream().map(ServicePort::getName).map(RenameHistory::name).collect(Collectors.toSet());
        compare();
    }

    private synchronized void endpoints(EndpointSlice slice) {
        inSlices.put(slice.getMetadata().getUid(), Stream.ofNullable(slice.getPorts()).flatMap(List::stream).map(EndpointPort::getName)
                .map(RenameHistory::name).collect(Collectors.toSet()));
        endpointsChanged();
    }

    private synchronized void noEndpoints(EndpointSlice slice) {
        inSlices.remove(slice.getMetadata().getUid());
        endpointsChanged();
    }

    private void endpointsChanged() {
        compare();
        endpointsChanged = Instant.now();
    }

    private void compare() {
        var known = inSlices.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        if (!inService.isEmpty() && known.containsAll(inService)) {
            if (begun != null) {
                renames.add(new Rename(Objects.requireNonNull(prepared), begun, Instant.now()));
            }
            begun = null;
            complete = true;
        } else if (complete && begun == null) {
            prepared = endpointsChanged;
            begun = Instant.now();
        }
    }

    /** The only port of a Service may have none. */
    private static String name(@Nullable String name) {
        return Objects.requireNonNullElse(name, "");
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }

    private record Changes<T>(Consumer<T> there, Consumer<T> gone) implements ResourceEventHandler<T> {

        @Override
        public void onAdd(T object) {
            there.accept(object);
        }

        @Override
        public void onUpdate(T before, T object) {
            there.accept(object);
        }

        @Override
        public void onDelete(T object, boolean unknown) {
            gone.accept(object);
        }
    }
}
