package io.exposedapp.operator;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.operator.cluster.AccessReview;
import io.exposedapp.operator.cluster.ApiFailures;
import io.exposedapp.operator.cluster.CrdCheck;
import io.exposedapp.operator.cluster.PermissionCheck;
import io.exposedapp.operator.cluster.PermissionCheck.Permission;
import io.exposedapp.operator.cluster.ServerCheck;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * What must be so before the operator starts: an API server that answers, the CRDs, not older than the operator, and every permission of the
 * roles that ship with it. A missing permission would otherwise show itself days later, in the middle of somebody's rollout.
 */
public final class Preflight {

    private static final List<Class<? extends CustomResource<?, ?>>> KINDS = List.of(ExposedApp.class, NodePortLedger.class,
            NodePortReservation.class);

    /** Requests under way at a time: about 50 are made, and they should not take longer than a few round trips. */
    private static final int CONCURRENCY = 16;

    private final KubernetesClient client;
    private final String namespace;

    /** For an operator that lives in {@code namespace}. */
    public Preflight(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * Every problem, a sentence each that says what is missing and what to do; none = go.
     *
     * @param patience how long to wait for an API server that does not answer
     */
    public List<String> problems(Duration patience) {
        var unanswered = ServerCheck.problem(client, patience);
        if (unanswered.isPresent()) {
            return List.of(unanswered.get());
        }
        try {
            return Stream.concat(crds(), permissions()).toList();
        } catch (KubernetesClientException e) {
            return List.of(
                    "the API server at %s did not answer the checks at start: %s".formatted(client.getMasterUrl(), ApiFailures.words(e)));
        }
    }

    private Stream<String> crds() {
        return concurrently(KINDS.stream().<Callable<List<String>>>map(kind -> () -> {
            var name = HasMetadata.getFullResourceName(kind);
            var own = (CustomResourceDefinition) packed(kind, name + ".yaml").getFirst();
            try {
                return CrdCheck.problems(own, client.apiextensions().v1().customResourceDefinitions().withName(name).get());
            } catch (KubernetesClientException e) {
                if (e.getCode() == 403) {
                    // told by the check of the permissions, with what to do
                    return List.of();
                }
                throw e;
            }
        }).toList()).stream().flatMap(List::stream);
    }

    private Stream<String> permissions() {
        var required = List.copyOf(PermissionCheck.required(packed(Preflight.class, "rbac-operator.yaml"), namespace));
        var allowed = concurrently(required.stream().<Callable<Boolean>>map(p -> () -> AccessReview.allows(client, p)).toList());
        var denied = new TreeSet<Permission>();
        for (int i = 0; i < required.size(); i++) {
            if (!allowed.get(i)) {
                denied.add(required.get(i));
            }
        }
        return denied.isEmpty() ? Stream.of() : PermissionCheck.problems(user(), denied).stream();
    }

    /** The objects of a file that is packed beside a class. */
    private List<HasMetadata> packed(Class<?> beside, String file) {
        try (var in = beside.getResourceAsStream(file)) {
            return client.load(Objects.requireNonNull(in, () -> "this build lacks " + file)).items();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whom the API server takes us for: with a wrong context in a kubeconfig, that is the whole answer. */
    private String user() {
        return client.resource(new SelfSubjectReview()).create().getStatus().getUserInfo().getUsername();
    }

    private static <T> List<T> concurrently(Collection<Callable<T>> tasks) {
        try (var threads = Executors.newFixedThreadPool(CONCURRENCY)) {
            return threads.invokeAll(tasks).stream().map(Preflight::result).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KubernetesClientException("interrupted", e);
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw KubernetesClientException.launderThrowable(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KubernetesClientException("interrupted", e);
        }
    }
}
