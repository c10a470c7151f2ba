package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServiceChange;
import io.exposedapp.operator.plan.Alteration;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Services that come back from the API server otherwise than they were written. It shows by a write that is due on the very version that the last
 * write was answered with. Such a write is held back, at most for ten minutes; nothing but the pace of writes and what is reported rests on it.
 */
final class Alterations {

    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 5;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Without these a port does not lead where the app says. */
    private static final Set<String> ESSENTIAL = Set.of("type", "selector", "ports");

    private record Key(AppRef app, String service) {
    }

    /** @param uid of the Service, and the version that our last write was answered with */
    private record Answer(String uid, String resourceVersion, int times) {
    }

    private final Map<Key, Answer> answers = new ConcurrentHashMap<>();
    private final Map<Key, Alteration> alterations = new ConcurrentHashMap<>();

    /** The API server has answered a write with this. */
    void written(AppRef app, SeenService after, Instant now) {
        alterations.values().removeIf(altered -> now.isAfter(altered.notBefore().plus(LONGEST)));
        answers.compute(new Key(app, after.name()), (_, before) -> new Answer(after.uid(), after.resourceVersion(),
                before != null && before.uid().equals(after.uid()) ? before.times() : 0));
    }

    /** True where the write that is due asks for what the last one has asked for already: then it is not to be sent now. */
    boolean altered(App app, SeenService seen, ServiceChange change, Instant now) {
        var key = new Key(app.ref(), seen.name());
        var answer = answers.remove(key);
        if (answer == null || !answer.uid().equals(seen.uid()) || !answer.resourceVersion().equals(seen.resourceVersion())) {
            return false;
        }
        var before = alterations.get(key);
        int times = before != null && before.generation() == app.generation() ? answer.times() + 1 : 0;
        var pause = FIRST.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
        alterations.put(key, new Alteration(seen.uid(), seen.resourceVersion(), app.generation(), change.differences(seen),
                change.what().stream().anyMatch(ESSENTIAL::contains), now.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause)));
        answers.put(key, new Answer(seen.uid(), "", times));
        return true;
    }

    /** What is altered of the app's Services, by their names. */
    SortedMap<String, Alteration> of(AppRef app) {
        var own = new TreeMap<String, Alteration>();
        alterations.forEach((key, altered) -> {
            if (key.app().equals(app)) {
                own.put(key.service(), altered);
            }
        });
        return own;
    }
}
