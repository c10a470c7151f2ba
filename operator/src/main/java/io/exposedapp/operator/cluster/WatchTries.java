package io.exposedapp.operator.cluster;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * When each kind was last asked for as a watch asks for it: a list or a watch of the whole cluster. Noted when the request is sent, so that it
 * counts whether or not the API server answers.
 */
public final class WatchTries implements Interceptor {

    /** RestoreGuard lists one object of a kind every few seconds, whatever its watch does. */
    private static final Pattern ONE_OBJECT = Pattern.compile("\\blimit=1\\b");

    private final LongSupplier nanos;
    private final Map<String, Long> last = new ConcurrentHashMap<>();

    WatchTries(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        var asked = ApiRequests.asked(request.method(), request.uri(), "");
        var isList = asked.verb().equals("list")
                && !ONE_OBJECT.matcher(Objects.requireNonNullElse(request.uri().getQuery(), "")).find();
        if ((asked.verb().equals("watch") || isList) && !request.uri().getPath().contains("/namespaces/")) {
            last.put(asked.resource(), nanos.getAsLong());
        }
    }

    /** The time of the clock that this was made with, or 0 if there was no try. */
    long last(String resource) {
        return last.getOrDefault(resource, 0L);
    }
}
