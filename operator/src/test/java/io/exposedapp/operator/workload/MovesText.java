package io.exposedapp.operator.workload;

import static io.exposedapp.operator.workload.Shop.NOW;

import io.exposedapp.operator.workload.Rollout.Moves;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Moves as people read them; revisions go by their images. */
final class MovesText {

    /** That situations use. */
    private static final List<String> IMAGES = List.of("v1", "v2", "v3");

    private MovesText() {
    }

    static String write(Moves moves) {
        var progress = moves.progress();
        var lines = moves.moves().isEmpty()
                ? "moves: []\n"
                : moves.moves().stream().map(m -> "- " + line(m)).collect(Collectors.joining("\n", "moves:\n", "\n"));
        var worst = progress.worst();
        return images(lines + "progress: %s, replicas %d, ready %d, updated %d, available %d%n".formatted(progress.state(),
                progress.replicas(), progress.ready(), progress.updated(), progress.available())
                + (worst == null
                        ? ""
                        : "worst: \"%s: %s: %s\"%n".formatted(worst.pod(), worst.trouble().reason(), worst.trouble().message()))
                + awaited(progress.awaited())
                + moves.nextLook().map(at -> "nextLook: in %ds%n".formatted(Duration.between(NOW, at).toSeconds())).orElse(""));
    }

    static String line(Move move) {
        return switch (move) {
            case Move.AdoptPod(SeenPod pod) -> "adopt pod " + pod.name();
            case Move.AdoptRevision(SeenRevision revision) -> "adopt revision " + revision.name();
            case Move.CreateRevision(Revision revision, long number, var _) ->
                "create revision web-" + revision.hash() + " as number " + number;
            case Move.CreateBudget(int minAvailable) -> "create budget of " + minAvailable;
            case Move.ResizeBudget(SeenBudget _, int minAvailable) -> "resize budget to " + minAvailable;
            case Move.DeleteBudget(SeenBudget budget) -> "delete budget " + budget.name();
            case Move.RememberSplit(SeenRevision revision, Split split) -> "note on revision " + revision.name() + ": " + split.text();
            case Move.ForgetSplit(SeenRevision revision) -> "remove the note on revision " + revision.name();
            case Move.DeleteRevision(SeenRevision revision) -> "delete revision " + revision.name();
            case Move.CreatePod create -> "create pod " + create.name();
            case Move.DeletePod(SeenPod pod, Move.Why why) -> "delete pod " + pod.name() + ", " + why.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String awaited(Rollout.@Nullable Awaited awaited) {
        return switch (awaited) {
            case Rollout.Awaited.InEndpoints(String pod, String service) -> "awaited: %s in the endpoints of %s%n".formatted(pod, service);
            case Rollout.Awaited.Gone(String pod) -> "awaited: %s gone%n".formatted(pod);
            case null -> "";
        };
    }

    /** The other way round, for what is stored. */
    static String hashes(String text) {
        return IMAGES.stream().reduce(text, (t, image) -> t.replace(image + "=", Shop.hash(image) + "="));
    }

    private static String images(String text) {
        return IMAGES.stream().reduce(text,
                (t, image) -> t.replace("web-" + Shop.hash(image), image).replace(Shop.hash(image) + "=", image + "="));
    }
}
