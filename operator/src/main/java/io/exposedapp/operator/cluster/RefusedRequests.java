package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.Api;
import io.exposedapp.operator.cluster.PermissionCheck.Permission;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What requests that were answered with 403 asked for, and how long those with 429 are to wait. The client's exception names the object and not the verb, and a watch that is refused
 * throws none that reaches the operator.
 */
final class RefusedRequests implements Interceptor {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;

    /** The oldest are forgotten; an exception is looked up at once. */
    private static final int REMEMBERED = 1_000;

    /** What an exception says of its request; nothing at all, where the client does not understand the path, as of a subresource. */
    private record About(String group, String resource, String namespace, String name) {

        static About of(KubernetesClientException e) {
            return new About(text(e.getGroup()), text(e.getResourcePlural()), text(e.getNamespace()), text(e.getName()));
        }

        /** As the exception will say it. */
        static About of(HttpRequest request) {
            return of(new KubernetesClientException("", null, FORBIDDEN, null, request));
        }

        private static String text(@Nullable String value) {
            return Objects.requireNonNullElse(value, "");
        }
    }

    private final Map<Permission, About> forbidden = new LinkedHashMap<>();
    private final Map<About, Duration> pauses = new LinkedHashMap<>();
    private final Set<String> notServed = ConcurrentHashMap.newKeySet();

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.@Nullable Consumer<List<ByteBuffer>> consumer) {
        var target = ApiRequests.target(request.uri());
        switch (response.code()) {
            case FORBIDDEN -> remember(forbidden, new Permission(target, ApiRequests.asked(request.method(), request.uri(), "").verb()),
                    About.of(request));
            case TOO_MANY -> seconds(response).ifPresent(pause -> remember(pauses, About.of(request), pause));
            case NOT_FOUND -> {
                if (target.group().equals(Api.GROUP) && target.name().isEmpty()) {
                    notServed.add(target.resource());
                }
            }
            default -> {
                // Nothing that a pass asks about.
            }
        }
    }

    /** Of the object that the exception is about, in each of the ways in which it was refused. */
    synchronized Set<Permission> of(KubernetesClientException e) {
        var about = About.of(e);
        return forbidden.entrySet().stream().filter(refusal -> refusal.getValue().equals(about)).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Lists and watches, which no pass asks for. */
    synchronized Set<Permission> ofWatches() {
        return forbidden.keySet().stream().filter(permission -> permission.verb().equals("list") || permission.verb().equals("watch"))
                .collect(Collectors.toSet());
    }

    /** Resources of the operator's own kinds of which a list or watch was answered with 404 since this was asked last. */
    Set<String> notServed() {
        var now = Set.copyOf(notServed);
        notServed.removeAll(now);
        return now;
    }

    synchronized void forget(Permission permission) {
        forbidden.remove(permission);
    }

    /** How long the API server asked to wait, the last time that it had too many requests for this one. */
    synchronized Optional<Duration> pause(KubernetesClientException e) {
        return Optional.ofNullable(pauses.get(About.of(e)));
    }

    /** The API server sends seconds; the other form of the header, a date, is for pages. */
    private static Optional<Duration> seconds(HttpResponse<?> response) {
        return Optional.ofNullable(response.header("Retry-After")).filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    private synchronized <K, V> void remember(Map<K, V> latest, K key, V value) {
        latest.remove(key);
        latest.put(key, value);
        if (latest.size() > REMEMBERED) {
            latest.remove(latest.keySet().iterator().next());
        }
    }
}
