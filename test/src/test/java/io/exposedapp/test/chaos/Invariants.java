package io.exposedapp.test.chaos;

import io.exposedapp.api.v1.ExposedApp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What must be so at every moment, over looks that follow each other:
 * <ul>
 * <li>No number is in two Services, and none is ever seen with two apps, whether in a status, a reservation or a Service. A number that is given
 * up is granted to no other for a day, so that in one play it has one app.
 * <li>The numbers of an app that is Ready stay the same as long as its generation does.
 * <li>No app is falsely Ready, with fewer ready endpoints than replicas, for longer than 10 s. These are counted only over time in which the API
 * server answers and the operator runs and reaches it, from half a minute after the end of what kept it from that: otherwise it cannot write a
 * status. The count begins anew with each such fault and after a gap between two looks.
 * </ul>
 */
final class Invariants {

    static final Duration LONGEST_FALSE_READY = Duration.ofSeconds(10);

    private static final Duration GAP = Duration.ofSeconds(3);

    private final Map<Integer, Look.Claim> firstClaims = new HashMap<>();
    private final Map<String, Numbers> settled = new HashMap<>();
    private final Map<String, Long> falselyReadySince = new HashMap<>();
    private long lastLook;
    private long longestFalseReady;

    private record Numbers(Long generation, Map<String, Integer> byPort) {
    }

    /**
     * What is broken.
     *
     * @param now in nanoseconds
     * @param canReport whether the operator could write a status at this moment
     */
    List<String> broken(Look look, long now, boolean canReport) {
        List<String> broken = new ArrayList<>();
        look.numbersOfTwoServices().forEach(number -> broken.add("a number is in two Services: " + number));
        for (var claim : look.claims()) {
            var first = firstClaims.putIfAbsent(claim.number(), claim);
            if (first != null && !first.holder().equals(claim.holder())) {
                broken.add("a number has two apps: first " + first + ", now " + claim);
            }
        }
        for (var app : look.apps()) {
            changedNumbers(look, app, broken);
        }
        if (!canReport || now - lastLook > GAP.toNanos()) {
            forgetFalseReady();
        }
        lastLook = now;
        if (canReport) {
            look.apps().forEach(app -> falseReady(look, app, now, broken));
        }
        return broken;
    }

    /** The count of what is falsely Ready begins anew. */
    void forgetFalseReady() {
        falselyReadySince.clear();
    }

    /** In seconds, that was seen. */
    double longestFalseReady() {
        return longestFalseReady / 1e9;
    }

    private void changedNumbers(Look look, ExposedApp app, List<String> broken) {
        var uid = app.getMetadata().getUid();
        var generation = app.getMetadata().getGeneration();
        if (!look.isSteady(app)) {
            return;
        }
        var numbers = look.numbers(app.getMetadata().getName());
        var before = settled.get(uid);
        if (before != null && before.generation().equals(generation) && !before.byPort().equals(numbers)) {
            broken.add("the numbers of %s changed in generation %d: from %s to %s".formatted(app.getMetadata().getName(), generation,
                    before.byPort(), numbers));
        }
        if (Look.isReady(app)) {
            settled.put(uid, new Numbers(generation, numbers));
        }
    }

    private void falseReady(Look look, ExposedApp app, long now, List<String> broken) {
        var uid = app.getMetadata().getUid();
        var endpoints = look.endpoints(app.getMetadata().getName());
        if (!Look.isReady(app) || endpoints >= Look.replicas(app)) {
            falselyReadySince.remove(uid);
            return;
        }
        long time = now - falselyReadySince.computeIfAbsent(uid, _ -> now);
        longestFalseReady = Math.max(longestFalseReady, time);
        if (time > LONGEST_FALSE_READY.toNanos()) {
            broken.add(String.format(Locale.ROOT, "%s is Ready for %.1f s with %d ready endpoints of %d replicas: %s",
                    app.getMetadata().getName(), time / 1e9, endpoints, Look.replicas(app), app.getStatus()));
        }
    }
}
