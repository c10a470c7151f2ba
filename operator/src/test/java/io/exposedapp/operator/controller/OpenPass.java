package io.exposedapp.operator.controller;

import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.Plan;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The door to the loop of all reconcilers, for a test that gives it other stations. */
public final class OpenPass {

    private OpenPass() {
    }

    /** What {@link Job} is, for those outside. */
    public interface Stations<S, A extends Action> {

        Optional<S> observe();

        Plan<A> plan(S seen);

        void lookLive(S seen);

        void apply(S seen, List<A> actions);

        default boolean refused() {
            return false;
        }

        @Nullable
        Instant report(S seen);
    }

    public static <S, A extends Action> @Nullable Instant run(Object subject, Stations<S, A> stations, InstantSource clock) {
        return new Pass(clock).run(subject, new Job<S, A>() {

            @Override
            public Optional<S> observe() {
                return stations.observe();
            }

            @Override
            public Plan<A> plan(S seen) {
                return stations.plan(seen);
            }

            @Override
            public void lookLive(S seen) {
                stations.lookLive(seen);
            }

            @Override
            public void apply(S seen, List<A> actions) {
                stations.apply(seen, actions);
            }

            @Override
            public boolean planned(S seen, List<A> actions) {
                return false;
            }

            @Override
            public boolean refused() {
                return stations.refused();
            }

            @Override
            public @Nullable Instant report(S seen) {
                return stations.report(seen);
            }
        });
    }
}
