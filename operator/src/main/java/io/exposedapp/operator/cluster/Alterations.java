package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServiceChange;
import io.exposedapp.operator.plan.Alteration;
import io.exposedapp.operator.workload.Doubling;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Services that come back from the API server otherwise than they were written. It shows by a write that asks for the same as the last one, on the
 * very version that this one was answered with. Such a write is held back, at most for ten minutes; only the pace of writes and what is
 * reported depend on it.
 */
final class Alterations {

    private static final Doubling PAUSES = new Doubling(Duration.ofSeconds(30), Duration.ofMinutes(10));

    /** Of apps that are gone, and of Services that nothing was to be written to since. */
    private static final Duration FORGOTTEN = PAUSES.longest().multipliedBy(2);

    /** Without these a port does not lead where the app says. */
    private static final Set<String> ESSENTIAL = Set.of("type", "selector", "ports");

    private record Key(AppRef app, String service) {
    }

    /**
     * What the API server answered to the last write.
     *
     * @param asked what that write asked for, values by their JSON pointers
     */
    private record Answer(String uid, String resourceVersion, SortedMap<String, String> asked, Instant at) {
    }

    private record Known(Alteration alteration, int times) {
    }

    private final Map<Key, Answer> answers = new ConcurrentHashMap<>();
    private final Map<Key, Known> alterations = new ConcurrentHashMap<>();

    /** The API server has answered a write that asked for this. */
    void written(AppRef app, SeenService after, SortedMap<String, String> asked, Instant now) {
        answers.values().removeIf(answer -> now.isAfter(answer.at().plus(FORGOTTEN)));
        alterations.values().removeIf(known -> now.isAfter(known.alteration().notBefore().plus(FORGOTTEN)));
        answers.put(new Key(app, after.name()), new Answer(after.uid(), after.resourceVersion(), asked, now));
    }

    /** True where the write that is due asks for nothing but what the last one has asked for in vain: then it is not to be sent now. */
    boolean altered(App app, SeenService seen, ServiceChange change, Instant now) {
        var key = new Key(app.ref(), seen.name());
        var answer = answers.remove(key);
        if (answer == null || !answer.uid().equals(seen.uid()) || !answer.resourceVersion().equals(seen.resourceVersion())
                || !answer.asked().entrySet().containsAll(change.asked().entrySet())) {
            return false;
        }
        var before = alterations.get(key);
        int times = before != null && before.alteration().generation() == app.generation() ? before.times() + 1 : 0;
        alterations.put(key, new Known(
                new Alteration(seen.uid(), seen.resourceVersion(), app.generation(), change.asked(), change.differences(seen),
                        change.what().stream().anyMatch(ESSENTIAL::contains), now.plus(PAUSES.after(times))),
                times));
        return true;
    }

    /** What is altered of the app's Services, by their names. */
    SortedMap<String, Alteration> of(AppRef app) {
        var own = new TreeMap<String, Alteration>();
        alterations.forEach((key, known) -> {
            if (key.app().equals(app)) {
                own.put(key.service(), known.alteration());
            }
        });
        return own;
    }
}
