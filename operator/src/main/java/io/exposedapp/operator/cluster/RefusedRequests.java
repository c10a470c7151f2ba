package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.Api;
import io.exposedapp.operator.cluster.PermissionCheck.Permission;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which lists and watches were answered with 403, of which no exception reaches the operator, and how long requests that were answered with
 * 429 are to wait. An exception says itself what was asked for.
 */
final class RefusedRequests implements Interceptor {

    /**
     * As the client words it: "Failure executing: POST at: https://10.96.0.1/api/v1/namespaces/shop/pods. Message: ...". Its getters say
     * neither verb nor subresource, and nothing at all where a namespaced object of a core kind is created.
     */
    private static final Pattern ASKED = Pattern.compile("Failure executing: ([A-Z]+) at: (\\S+?)\\.(?: |$)");

    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;

    /** The oldest are forgotten; an exception is looked up at once. */
    private static final int REMEMBERED = 1_000;

    private final Set<Permission> watches = ConcurrentHashMap.newKeySet();
    private final Map<Permission, Duration> pauses = new LinkedHashMap<>();
    private final Set<String> notServed = ConcurrentHashMap.newKeySet();

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.@Nullable Consumer<List<ByteBuffer>> consumer) {
        var asked = permission(request.method(), request.uri());
        switch (response.code()) {
            case FORBIDDEN -> {
                if (asked.verb().equals("list") || asked.verb().equals("watch")) {
                    watches.add(asked);
                }
            }
            case TOO_MANY -> remember(asked, seconds(response));
            case NOT_FOUND -> {
                if (asked.target().group().equals(Api.GROUP) && asked.target().name().isEmpty()) {
                    notServed.add(asked.target().resource());
                }
            }
            default -> {
                // Nothing that a pass asks about.
            }
        }
    }

    /** What the request of an exception asked for; empty, where the exception is not about an answer of the API server. */
    static Optional<Permission> asked(KubernetesClientException e) {
        var asked = ASKED.matcher(Objects.requireNonNullElse(e.getMessage(), ""));
        return asked.find() ? Optional.of(permission(asked.group(1), URI.create(asked.group(2)))) : Optional.empty();
    }

    /** Lists and watches, which no pass asks for. */
    Set<Permission> ofWatches() {
        return Set.copyOf(watches);
    }

    /** Resources of the operator's own kinds of which a list or watch was answered with 404 since this was asked last. */
    Set<String> notServed() {
        var now = Set.copyOf(notServed);
        notServed.removeAll(now);
        return now;
    }

    void forget(Permission permission) {
        watches.remove(permission);
    }

    /** How long the API server asked to wait, the last time that it had too many requests for this one. */
    synchronized Optional<Duration> pause(KubernetesClientException e) {
        return asked(e).map(pauses::get);
    }

    private static Permission permission(String method, URI uri) {
        return new Permission(ApiRequests.target(uri), ApiRequests.asked(method, uri, "").verb());
    }

    /** The API server sends seconds; the other form of the header, a date, is for pages. */
    private static Optional<Duration> seconds(HttpResponse<?> response) {
        return Optional.ofNullable(response.header("Retry-After")).filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    /** An answer that asks for no pause ends what an earlier one asked for. */
    private synchronized void remember(Permission asked, Optional<Duration> pause) {
        pauses.remove(asked);
        pause.ifPresent(duration -> pauses.put(asked, duration));
        if (pauses.size() > REMEMBERED) {
            pauses.remove(pauses.keySet().iterator().next());
        }
    }
}
