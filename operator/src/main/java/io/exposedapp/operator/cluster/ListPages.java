package io.exposedapp.operator.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Keeps a page of a list small enough to be read in the heap that the image has. An informer asks for {@link #OBJECTS} objects a page; where
 * these are larger than usual (an object can have 1.5 MB) the answer is cut off, and the informer lists again with fewer objects a page.
 */
final class ListPages implements Interceptor {

    /** How many objects an informer asks for at once. */
    static final long OBJECTS = 100;

    /** Bytes; one object always fits. Read into objects a page takes several times as much, and a few kinds are listed at the same time. */
    private static final long LARGEST = 3 << 20;
    private static final int SMALLER = 10;
    private static final Pattern LIMIT = Pattern.compile("(?<=[?&]limit=)\\d+");

    /** By path, where they are fewer than what informers ask for. */
    private final Map<String, Long> limits = new ConcurrentHashMap<>();

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        var limit = limits.get(request.uri().getPath());
        if (limit != null && objects(request) > limit) {
            builder.uri(URI.create(LIMIT.matcher(request.uri().toString()).replaceFirst(limit.toString())));
        }
    }

    @Override
    public AsyncBody.Consumer<List<ByteBuffer>> consumer(AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
        var objects = objects(request);
        if (objects <= 1) {
            return consumer;
        }
        var path = request.uri().getPath();
        var bytes = new AtomicLong();
        return (buffers, body) -> {
            if (bytes.addAndGet(buffers.stream().mapToLong(ByteBuffer::remaining).sum()) > LARGEST) {
                var fewer = Math.max(1, objects / SMALLER);
                limits.merge(path, fewer, Math::min);
                throw new KubernetesClientException("%d objects of %s have more than %d bytes; from here on it is listed by %d at a time"
                        .formatted(objects, path, LARGEST, fewer));
            }
            consumer.consume(buffers, body);
        };
    }

    /** How many at most the request asks for; 0 where it is no list, or one without a limit. */
    private static long objects(HttpRequest request) {
        var limit = LIMIT.matcher(request.uri().toString());
        return limit.find() ? Long.parseLong(limit.group()) : 0;
    }
}
