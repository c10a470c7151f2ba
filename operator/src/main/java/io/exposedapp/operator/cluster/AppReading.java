package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An ExposedApp of the API server as a record, or why it cannot be read: then its status says so, and nothing else is written for it. */
public sealed interface AppReading {

    AppRef ref();

    String uid();

    long generation();

    /** As it was last written. */
    @Nullable
    ExposedAppStatus status();

    /**
     * The app.
     *
     * @throws RuntimeException or Error for one that cannot be read: the one that its reading ended in
     */
    App app();

    /** One that can be read. */
    record Read(App app) implements AppReading {

        @Override
        public AppRef ref() {
            return app.ref();
        }

        @Override
        public String uid() {
            return app.uid();
        }

        @Override
        public long generation() {
            return app.generation();
        }

        @Override
        public @Nullable ExposedAppStatus status() {
            return app.status();
        }
    }

    /** One that the API server has accepted and this operator fails on. */
    record Unreadable(AppRef ref, String uid, long generation, @Nullable ExposedAppStatus status, Throwable cause) implements AppReading {

        @Override
        public App app() {
            if (cause instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) cause;
        }
    }

    /** Never fails on what is stored. */
    static AppReading of(ExposedApp object) {
        try {
            return new Read(App.from(object));
        } catch (RuntimeException | StackOverflowError e) {
            var meta = object.getMetadata();
            return new Unreadable(AppRef.of(object), meta.getUid(), Objects.requireNonNullElse(meta.getGeneration(), 0L),
                    object.getStatus(), e);
        }
    }
}
