package io.exposedapp.test.scenario.answers;

import io.exposedapp.test.cluster.proxy.Fate;
import io.exposedapp.test.cluster.proxy.ProxiedRequest;
import io.exposedapp.test.crash.Concerned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of each request of the operator: in each namespace one kind of request may go wrong. Lists and watches, which concern all
 * namespaces, pass.
 */
final class Injection implements Function<ProxiedRequest, Fate> {

    private static final String PLACEHOLDERS = "/namespaces/exposedapp-system/services";

    private final Concerned concerned = new Concerned();
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    /** What one namespace has been asked for since its step began. */
    private static final class Place {

        private final List<Target> requests = new ArrayList<>();
        private @Nullable Case wrong;
        private int struck;

        synchronized Fate next(String verb, String resource) {
            var nth = 1 + (int) requests.stream().filter(past -> past.verb().equals(verb) && past.resource().equals(resource)).count();
            requests.add(new Target(verb, resource, nth));
            var now = wrong;
            if (now == null || !now.target().verb().equals(verb) || !now.target().resource().equals(resource) || nth < now.target().nth()
                    || (now.answer().once() && struck > 0)) {
                return Fate.PASSED;
            }
            struck++;
            return now.answer().fate();
        }

        synchronized void begin(@Nullable Case next) {
            requests.clear();
            wrong = next;
            struck = 0;
        }

        synchronized void lift() {
            wrong = null;
        }

        synchronized int struck() {
            return struck;
        }

        synchronized List<Target> requests() {
            return List.copyOf(requests);
        }
    }

    @Override
    public Fate apply(ProxiedRequest request) {
        var verb = request.verb();
        if (verb.equals("list") || verb.equals("watch")) {
            return Fate.PASSED;
        }
        return concerned.namespace(request.method(), request.path(), request::body)
                .map(namespace -> place(namespace).next(verb, resource(request))).orElse(Fate.PASSED);
    }

    private static String resource(ProxiedRequest request) {
        return request.resource() + (request.path().contains(PLACEHOLDERS) ? " (placeholder)" : "");
    }

    /** A new step of a namespace, with what goes wrong in it; null = nothing. */
    void begin(String namespace, @Nullable Case next) {
        place(namespace).begin(next);
    }

    /** Nothing goes wrong there any longer. */
    void lift(String namespace) {
        place(namespace).lift();
    }

    /** How often something has gone wrong there since the step began. */
    int struck(String namespace) {
        return place(namespace).struck();
    }

    /** All since the step began, in their order. */
    List<Target> requests(String namespace) {
        return place(namespace).requests();
    }

    private Place place(String namespace) {
        return places.computeIfAbsent(namespace, _ -> new Place());
    }
}
