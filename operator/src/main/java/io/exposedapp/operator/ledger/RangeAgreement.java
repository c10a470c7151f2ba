package io.exposedapp.operator.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The API server's range of node ports after answers that may differ: the API servers of one cluster disagree while they are restarted with
 * another range. A known range changes when two answers a minute apart agree on another one, without the known one in between; another one counts
 * until a minute has passed without it. Meanwhile numbers are granted from what both ranges have, or, where they have nothing in common, from the
 * one that was answered last.
 */
public final class RangeAgreement {

    /** Longer than a rolling restart leaves two API servers with different flags behind one address, in most clusters. */
    public static final Duration APART = Duration.ofMinutes(1);

    /**
     * No write shows that the range has grown, or that a ledger whose range had nothing in common with it has some now, so the API server is
     * asked now and then.
     */
    static final Duration EVERY = Duration.ofMinutes(10);

    /** After an answer that does not say the range. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private @Nullable Range agreed;
    private @Nullable Range other;
    private Instant otherAt = Instant.MIN;

    /** Since when each answer has been the other range; null = the last one was the agreed one. */
    private @Nullable Instant otherSince;
    private Instant answeredAt = Instant.MIN;
    private Instant notBefore = Instant.MIN;
    private @Nullable LearntRange unknown;

    /**
     * Takes an answer in.
     *
     * @return whether {@link #believed} changed
     */
    public boolean answered(LearntRange answer, Instant now) {
        var before = believed();
        answeredAt = now;
        switch (answer) {
            case LearntRange.Known(Range range) -> known(range, now);
            case LearntRange.Unknown _ -> {
                unknown = answer;
                notBefore = now.plus(PAUSE);
            }
        }
        return !Objects.equals(before, believed());
    }

    private void known(Range range, Instant now) {
        if (agreed == null) {
            agreed = range;
        } else if (range.equals(agreed)) {
            otherSince = null;
            if (!now.isBefore(otherAt.plus(APART))) {
                other = null;
            }
        } else {
            if (otherSince == null || !range.equals(other)) {
                otherSince = now;
            }
            other = range;
            otherAt = now;
            if (!now.isBefore(otherSince.plus(APART))) {
                agreed = range;
                other = null;
                otherSince = null;
            }
        }
    }

    /** What counts now; null before the first answer. */
    public @Nullable LearntRange believed() {
        var range = agreed;
        if (range == null) {
            return unknown;
        }
        var newer = other;
        return new LearntRange.Known(newer == null ? range : range.common(newer).orElse(otherSince == null ? range : newer));
    }

    /** When to ask again: soon while answers differ; empty before the first answer. */
    public Optional<Instant> askAgain() {
        if (other != null) {
            var due = (otherSince == null ? otherAt : otherSince).plus(APART);
            return Optional.of(due.isAfter(notBefore) ? due : notBefore);
        }
        return answeredAt.equals(Instant.MIN) ? Optional.empty() : Optional.of(answeredAt.plus(EVERY));
    }

    /** Answers of the last minute differ. */
    public boolean disputed() {
        return other != null;
    }
}
