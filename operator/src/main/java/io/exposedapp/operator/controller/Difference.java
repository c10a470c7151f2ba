package io.exposedapp.operator.controller;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.cluster.AppReading;
import io.exposedapp.operator.exposure.SeenService;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a change of an object is about. */
final class Difference {

    private Difference() {
    }

    /** Neither the spec nor what else counts of an app. */
    static boolean statusOnly(AppReading before, @Nullable AppReading now) {
        return now != null && before.uid().equals(now.uid()) && before.generation() == now.generation()
                && reconcileDisabled(before) == reconcileDisabled(now);
    }

    static boolean reconcileDisabled(AppReading reading) {
        return reading instanceof AppReading.Read(App app) && app.reconcileDisabled();
    }

    /** Numbers that came to the Service or went from it. */
    static Collection<Integer> numbers(@Nullable SeenService before, @Nullable SeenService now) {
        var was = before == null ? new TreeSet<Integer>() : new TreeSet<>(before.numbers());
        var is = now == null ? new TreeSet<Integer>() : new TreeSet<>(now.numbers());
        var moved = new TreeSet<>(was);
        moved.addAll(is);
        moved.removeIf(number -> was.contains(number) && is.contains(number));
        return moved;
    }
}
