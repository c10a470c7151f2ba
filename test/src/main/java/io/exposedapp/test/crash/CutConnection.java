package io.exposedapp.test.crash;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * The connection of one operator, from its start to its death. At a chosen write it is cut, and no write gets through any more; reads and
 * watches go on, since they leave no trace. It may be cut for each namespace by itself: an operator that writes nothing more about a
 * namespace is as good as dead there, and many crashes are tried with one process.
 */
public final class CutConnection implements Interceptor {

    /** The whole operator as one subject. */
    public static final String EVERYTHING = "everything";

    private final Function<HttpRequest, Optional<String>> subjects;
    private final Map<String, CutPoint> cuts;
    private final BiPredicate<String, HttpRequest> counted;
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> towardsCuts = new ConcurrentHashMap<>();
    private final Map<String, String> struck = new ConcurrentHashMap<>();
    private volatile boolean dead;

    private CutConnection(Function<HttpRequest, Optional<String>> subjects, Map<String, CutPoint> cuts,
            BiPredicate<String, HttpRequest> counted) {
        this.subjects = subjects;
        this.cuts = Map.copyOf(cuts);
        this.counted = counted;
    }

    /**
     * Cut for each namespace by itself, and never for what concerns none.
     *
     * @param cuts by namespace; all others are only counted
     */
    public static CutConnection byNamespace(Concerned concerned, Map<String, CutPoint> cuts) {
        return byNamespace(concerned, cuts, (_, _) -> true);
    }

    /**
     * The same, where not every write of a namespace counts towards its cut.
     *
     * @param counted tells those that do, by namespace and request; the others get through up to the cut
     */
    public static CutConnection byNamespace(Concerned concerned, Map<String, CutPoint> cuts, BiPredicate<String, HttpRequest> counted) {
        return new CutConnection(concerned::namespace, cuts, counted);
    }

    /** Cut for {@link #EVERYTHING} at once, leases and ledgers included. */
    public static CutConnection of(CutPoint cut) {
        return new CutConnection(_ -> Optional.of(EVERYTHING), Map.of(EVERYTHING, cut), (_, _) -> true);
    }

    /** Puts it between an operator and its API server. */
    public void install(HttpClient.Builder http) {
        http.addOrReplaceInterceptor("cut", this);
    }

    /** From now on nothing is written at all. */
    public void kill() {
        dead = true;
    }

    /** How many writes concerned that subject: status, events and failed ones included. */
    public int writes(String subject) {
        return counts.containsKey(subject) ? counts.get(subject).get() : 0;
    }

    /** The write at which the subject was cut off: "POST services". Empty as long as it was not. */
    public Optional<String> struck(String subject) {
        return Optional.ofNullable(struck.get(subject));
    }

    /** Called for each try of a request, before it is sent and on the caller's thread. What is thrown is what a broken connection gives. */
    @Override
    public AsyncBody.Consumer<List<ByteBuffer>> consumer(AsyncBody.Consumer<List<ByteBuffer>> answer, HttpRequest request) {
        if (request.method().equals("GET")) {
            return answer;
        }
        if (dead) {
            throw cut();
        }
        return subjects.apply(request).map(subject -> write(subject, answer, request)).orElse(answer);
    }

    private AsyncBody.Consumer<List<ByteBuffer>> write(String subject, AsyncBody.Consumer<List<ByteBuffer>> answer, HttpRequest request) {
        counts.computeIfAbsent(subject, _ -> new AtomicInteger()).incrementAndGet();
        var cut = cuts.get(subject);
        if (cut == null) {
            return answer;
        }
        var towardsCut = towardsCuts.computeIfAbsent(subject, _ -> new AtomicInteger());
        boolean counts = counted.test(subject, request);
        int number = counts ? towardsCut.incrementAndGet() : towardsCut.get();
        if (number < cut.write()) {
            return answer;
        }
        if (number > cut.write() || !counts) {
            throw cut();
        }
        return switch (cut.moment()) {
            case NEVER_SENT -> {
                struck.put(subject, what(request));
                throw cut();
            }
            case ANSWER_LOST -> (bytes, body) -> {
                struck.put(subject, what(request));
                throw new IOException("the answer is lost");
            };
        };
    }

    private static KubernetesClientException cut() {
        return new KubernetesClientException("the connection is cut", new IOException("the connection is cut"));
    }

    /** "PATCH exposedapps/status". */
    private static String what(HttpRequest request) {
        var path = request.uri().getPath().replaceFirst("^/(api|apis/[^/]+)/[^/]+", "").replaceFirst("^/namespaces/[^/]+", "");
        var segments = path.substring(1).split("/", -1);
        return request.method() + " " + segments[0] + (segments.length > 2 ? "/" + segments[2] : "");
    }
}
