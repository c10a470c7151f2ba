package io.exposedapp.operator.controller;

import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over one object does at each station; it may remember, from round to round, what it has learnt.
 *
 * @param <S> the record of all that was seen
 * @param <A> the writes
 */
interface Job<S, A extends Action> {

    /** Empty when there is nothing to do any more: the object is gone. */
    Optional<S> observe();

    Plan<A> plan(S seen);

    /** The plan rests on caches alone and needs more: read live what it rests on. */
    void lookLive(S seen);

    void apply(S seen, List<A> actions);

    /** Where nothing may be written (WRITES=Disabled): takes note of what would be; false where it is to be applied. */
    boolean planned(S seen, List<A> actions);

    /** A write, or the look that has to come before it, was refused or failed, so that the same plan would only meet that again: report it, and end. */
    default boolean refused() {
        return false;
    }

    /** Writes status and events; answers when to come back, or null. */
    @Nullable
    Instant report(S seen);
}
