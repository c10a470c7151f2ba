package io.exposedapp.test.scenario.answers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One stage of one play, looked at again and again. What goes wrong ends once it was told of, where it is to be told, and no sooner than it has
 * gone on long enough to count what the operator tries meanwhile.
 */
final class Scene {

    private static final Duration GOES_ON = Duration.ofSeconds(3);

    /** Until the status tells of what goes wrong. */
    private static final Duration TOLD = Duration.ofSeconds(30);

    /** Between two looks at different kinds, and until the operator has seen what was made of it. */
    private static final Duration STATUS_LAGS = Duration.ofSeconds(15);

    /** From the end of what went wrong, or from the edit where one answer alone goes wrong: dozens of apps are rolled out at the same time. */
    private static final Duration WELL = Duration.ofMinutes(3);

    /** A stage in which the chosen request is never made. */
    private static final Duration NOT_STRUCK = Duration.ofSeconds(60);

    private final Play play;
    private final Stage stage;
    private final Injection injection;
    private final long began = System.nanoTime();
    private final List<String> wrong = new ArrayList<>();
    private @Nullable Long struckSince;
    private @Nullable Long liftedAt;
    private @Nullable Long untrueSince;
    private boolean over;

    Scene(Play play, Stage stage, Injection injection) {
        this.play = play;
        this.stage = stage;
        this.injection = injection;
    }

    Play play() {
        return play;
    }

    List<String> wrong() {
        return wrong;
    }

    boolean isOver() {
        return over;
    }

    /** It ended as it must, though something else may be noted. */
    boolean cameThrough() {
        return wrong.stream().noneMatch(text -> text.startsWith("LATE"));
    }

    void look(Sight sight) {
        if (over) {
            return;
        }
        truth(sight);
        var missing = sight.missing(play.namespace(), stage);
        goingWrong(sight, missing.isEmpty());
        var since = liftedAt;
        if (since != null && missing.isEmpty()) {
            over = true;
            writes();
        } else if (since != null && past(since).compareTo(WELL) > 0) {
            note("LATE: " + missing.orElseThrow(), sight);
            over = true;
        }
    }

    private void truth(Sight sight) {
        var untrue = sight.untrue(play.namespace());
        if (untrue.isEmpty()) {
            untrueSince = null;
        } else if (untrueSince == null) {
            untrueSince = System.nanoTime();
        } else if (past(untrueSince).compareTo(STATUS_LAGS) > 0) {
            note("UNTRUE: " + untrue.get(), sight);
            untrueSince = null;
        }
    }

    private void goingWrong(Sight sight, boolean finished) {
        if (liftedAt != null) {
            return;
        }
        var now = play.in(stage);
        if (now == null || now.answer().once()) {
            liftedAt = System.nanoTime();
            return;
        }
        if (injection.struck(play.namespace()) == 0) {
            if (finished || past(began).compareTo(NOT_STRUCK) > 0) {
                lift();
            }
            return;
        }
        if (struckSince == null) {
            struckSince = System.nanoTime();
        }
        var time = past(struckSince);
        var told = !now.isTold() || sight.conditions(play.namespace()).matches("(?s).*(failed|refused) to write.*");
        if (time.compareTo(GOES_ON) > 0 && (told || time.compareTo(TOLD) > 0)) {
            if (!told) {
                note("SILENT", sight);
            }
            tries(sight, injection.struck(play.namespace()), time);
            lift();
        }
    }

    private void lift() {
        injection.lift(play.namespace());
        liftedAt = System.nanoTime();
    }

    /** A request that goes wrong is repeated ever more rarely: at once, then once for each other thing that happens to the app meanwhile. */
    private void tries(Sight sight, int tries, Duration time) {
        if (tries > 30 + 3 * time.toSeconds()) {
            note("LOOP: " + tries + " tries in " + time.toMillis() + " ms", sight);
        }
    }

    private void writes() {
        var writes = injection.requests(play.namespace()).stream().filter(Target::isWrite).count();
        if (writes > 150) {
            wrong.add("LOOP: " + writes + " writes, " + what());
        }
    }

    private void note(String text, Sight sight) {
        wrong.add(text + ", " + what() + ": " + sight.conditions(play.namespace()));
    }

    private String what() {
        return "when the user " + stage.text() + " (" + Optional.ofNullable(play.in(stage)).map(Case::toString).orElse("nothing") + ") in "
                + play.namespace();
    }

    private static Duration past(long since) {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
