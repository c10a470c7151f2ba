package io.exposedapp.operator.cluster;

import io.exposedapp.operator.cluster.PermissionCheck.Target;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts what the API server was asked and what it answered. A request that the client repeats is counted each time. */
public final class ApiRequests implements Interceptor {

    /** The code of a request that got no answer. */
    private static final String NO_ANSWER = "error";

    /** The part after the API's version; a server may be reached under a path of its own, so it need not begin with it. */
    private static final Pattern RESOURCE = Pattern
            .compile("/(?:api|apis/([^/]+))/v[^/]+/(?:namespaces/([^/]+)/)?([a-z]+)(?:/([^/]+)(?:/([a-z]+))?)?$");

    /**
     * One kind of request and answer.
     *
     * @param verb as RBAC spells it: get, list, watch, create, update, patch, delete
     * @param resource with the subresource, "exposedapps/status"; empty for what is no resource, like /version
     * @param code of the answer, "409", or "error" if there was none
     */
    public record Asked(String verb, String resource, String code) {
    }

    private final Map<Asked, LongAdder> counts = new ConcurrentHashMap<>();

    /** Answers to watches; of one that is refused the client tells again for each of its interceptors, with the same object. */
    private final Set<HttpResponse<?>> watches = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /**
     * Counts the answer.
     *
     * @param consumer null where a WebSocket was asked for: this client watches so
     */
    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.@Nullable Consumer<List<ByteBuffer>> consumer) {
        if (consumer != null || watches.add(response)) {
            count(request, Integer.toString(response.code()));
        }
    }

    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
        count(request, NO_ANSWER);
    }

    /** Since the client was made. */
    public Map<Asked, Long> counts() {
        return counts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sum()));
    }

    private void count(HttpRequest request, String code) {
        counts.computeIfAbsent(asked(request.method(), request.uri(), code), _ -> new LongAdder()).increment();
    }

    static Asked asked(String method, URI uri, String code) {
        var path = RESOURCE.matcher(uri.getPath());
        var found = path.find();
        var named = found && path.group(4) != null;
        var resource = found ? path.group(3) + (path.group(5) == null ? "" : "/" + path.group(5)) : "";
        return new Asked(verb(method, found, named, Objects.requireNonNullElse(uri.getQuery(), "")), resource, code);
    }

    /** What is asked for; of no resource where the path is that of none. */
    static Target target(URI uri) {
        var path = RESOURCE.matcher(uri.getPath());
        return path.find()
                ? new Target(part(path, 1), part(path, 3), part(path, 5), part(path, 2), part(path, 4))
                : new Target("", "", "", "", "");
    }

    private static String part(Matcher path, int group) {
        return Objects.requireNonNullElse(path.group(group), "");
    }

    private static String verb(String method, boolean resource, boolean named, String query) {
        return switch (method) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> query.contains("watch=true") ? "watch" : named || !resource ? "get" : "list";
        };
    }
}
