package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServiceChange;
import io.exposedapp.operator.exposure.ServicePolicies;
import io.exposedapp.operator.exposure.ServicePort;
import io.exposedapp.operator.plan.Contest;
import io.exposedapp.operator.workload.Doubling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Services of apps that had to be made the same again and again: somebody else keeps writing them. Only the pace of repairs and what is told
 * rest on it; a new process finds out anew.
 */
final class Contests {

    /** A repair that comes later than this after the last one has nothing to do with it. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    /** A person who tries something twice is not told to be a controller. */
    static final int ENOUGH = 3;

    /** The longest is well below {@link #WINDOW}: a contest must not seem to end between two repairs. */
    private static final Doubling PAUSES = new Doubling(Duration.ofSeconds(1), Duration.ofSeconds(32));

    /** What this operator makes of a Service; the same twice means that it was undone in between. */
    private record Shape(
            String uid,
            String type,
            List<ServicePort> ports,
            Map<String, String> selector,
            Map<String, String> ownLabels,
            Map<String, String> ownAnnotations,
            ServicePolicies policies) {

        static Shape of(SeenService service) {
            return new Shape(service.uid(), service.type(), service.ports(), service.selector(),
                    only(service.labels(), service.ownLabels()), only(service.annotations(), service.ownAnnotations()),
                    service.policies());
        }

        private static Map<String, String> only(Map<String, String> all, Iterable<String> keys) {
            var some = new TreeMap<String, String>();
            keys.forEach(key -> {
                if (all.containsKey(key)) {
                    some.put(key, Objects.requireNonNull(all.get(key)));
                }
            });
            return some;
        }
    }

    private record Streak(Shape shape, int repairs, Instant last, List<String> fields, SeenService.@Nullable Writer writer) {
    }

    private record Key(AppRef app, String service) {
    }

    private final Map<Key, Streak> streaks = new ConcurrentHashMap<>();

    /** The Service was made, as it is to be. */
    void created(AppRef app, SeenService made, Instant now) {
        forget(now);
        streaks.put(new Key(app, made.name()), new Streak(Shape.of(made), 0, now, List.of(), null));
    }

    /** The Service was written, and is now as it is to be. */
    void patched(AppRef app, SeenService before, ServiceChange change, SeenService after, Instant now) {
        forget(now);
        var shape = Shape.of(after);
        streaks.compute(new Key(app, before.name()),
                (key, streak) -> new Streak(shape, streak != null && streak.shape().equals(shape) ? streak.repairs() + 1 : 0,
                        now, change.what(), before.otherWriter()));
    }

    /** The contests over the app's Services, by their names. */
    SortedMap<String, Contest> of(AppRef app, Instant now) {
        forget(now);
        var contests = new TreeMap<String, Contest>();
        streaks.forEach((key, streak) -> {
            if (key.app().equals(app) && streak.repairs() >= ENOUGH) {
                contests.put(key.service(), contest(streak));
            }
        });
        return contests;
    }

    private static Contest contest(Streak streak) {
        var pause = PAUSES.after(streak.repairs() - ENOUGH);
        var writer = streak.writer();
        return new Contest(writer == null ? null : writer.manager(), writer == null ? null : writer.at(), streak.fields(),
                streak.repairs(), streak.last().plus(pause), streak.last().plus(WINDOW));
    }

    private void forget(Instant now) {
        streaks.values().removeIf(streak -> !now.isBefore(streak.last().plus(WINDOW)));
    }
}
