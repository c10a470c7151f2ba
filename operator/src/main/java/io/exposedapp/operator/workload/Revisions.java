package io.exposedapp.operator.workload;

import java.util.List;
import java.util.stream.Stream;

/**
 * The moves of revisions around those of the pods.
 *
 * @param before none of a revision's pods is made before its template is stored
 * @param after revisions that no pod will be made from any more
 */
record Revisions(List<Move> before, List<Move> after) {

    static final Revisions NONE = new Revisions(List.of(), List.of());

    static Revisions of(Situation seen, Census census, boolean oldRemain) {
        return new Revisions(before(seen, census), after(seen, census, oldRemain));
    }

    /** The last one goes when the next has its number from it. */
    private static List<Move> before(Situation seen, Census census) {
        if (census.desired().isPresent()) {
            return List.of();
        }
        var forgotten = census.others().stream().filter(r -> !census.hasPods(r)).map(Move.DeleteRevision::new);
        return Stream.<Move>concat(Stream.of(new Move.CreateRevision(seen.revision(), census.nextNumber(), seen.aliases())), forgotten)
                .toList();
    }

    private static List<Move> after(Situation seen, Census census, boolean oldRemain) {
        if (census.desired().isEmpty()) {
            return List.of();
        }
        var current = census.current();
        var inFull = current.size() >= seen.app().replicas()
                && current.stream().filter(seen::available).count() >= seen.app().replicas();
        var overtaken = census.others().stream().filter(r -> !census.hasPods(r));
        return (inFull && !oldRemain ? Stream.concat(census.stable().stream(), census.others().stream()) : overtaken)
                .<Move>map(Move.DeleteRevision::new).toList();
    }
}
