package io.exposedapp.operator.controller;

import io.exposedapp.api.v1.Api;
import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.exposure.SeenService;
import java.util.Collection;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a change of an object is about. */
final class Difference {

    private Difference() {
    }

    /** Neither the spec nor what else counts of an app. */
    static boolean statusOnly(ExposedApp before, @Nullable ExposedApp now) {
        return now != null && Objects.equals(before.getMetadata().getUid(), now.getMetadata().getUid())
                && Objects.equals(before.getMetadata().getGeneration(), now.getMetadata().getGeneration())
                && Objects.equals(reconcile(before), reconcile(now));
    }

    static @Nullable String reconcile(ExposedApp app) {
        var annotations = app.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(Api.RECONCILE_ANNOTATION);
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
