package io.exposedapp.test.scenario.answers;

import io.exposedapp.test.cluster.proxy.Fate;
import io.exposedapp.test.cluster.proxy.ProxiedRequest;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What becomes of each list and watch of the operator: those of one kind of object, or of all, may go wrong. */
final class BrokenWatches implements Function<ProxiedRequest, Fate> {

    /** Whose lists and watches go wrong, and how. */
    record Broken(Kind kind, InjectedAnswer answer) {

        private boolean concerns(ProxiedRequest request) {
            return (request.verb().equals("list") || request.verb().equals("watch"))
                    && (kind == Kind.ALL || request.resource().equals(kind.resource()));
        }

        @Override
        public String toString() {
            return answer.text() + " to lists and watches of " + kind.resource();
        }
    }

    /** What the operator watches. */
    enum Kind {
        ALL("all kinds"),
        APPS("exposedapps"),
        RESERVATIONS("nodeportreservations"),
        LEDGERS("nodeportledgers"),
        SERVICES("services"),
        PODS("pods"),
        REVISIONS("controllerrevisions"),
        BUDGETS("poddisruptionbudgets"),
        SLICES("endpointslices"),
        NODES("nodes"),
        NAMESPACES("namespaces");

        private final String resource;

        Kind(String resource) {
            this.resource = resource;
        }

        String resource() {
            return resource;
        }
    }

    private final AtomicInteger struck = new AtomicInteger();
    private volatile @Nullable Broken broken;

    @Override
    public Fate apply(ProxiedRequest request) {
        var now = broken;
        if (now == null || !now.concerns(request)) {
            return Fate.PASSED;
        }
        struck.incrementAndGet();
        return now.answer().fate();
    }

    /** From now on these go wrong, until the end. */
    void begin(Broken next) {
        struck.set(0);
        broken = next;
    }

    void end() {
        broken = null;
    }

    /** How often one has gone wrong since the beginning. */
    int struck() {
        return struck.get();
    }
}
