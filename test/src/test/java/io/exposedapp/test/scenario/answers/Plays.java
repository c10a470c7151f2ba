package io.exposedapp.test.scenario.answers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which requests go wrong, and how: each kind of request that a stage has, the first and the second of it, in each way. */
final class Plays {

    private Plays() {
    }

    /**
     * What goes wrong in each play, by stage.
     *
     * @param requests of a life in which nothing goes wrong
     */
    static List<Map<Stage, Case>> of(Map<Stage, List<Target>> requests) {
        var byStage = new EnumMap<Stage, List<Case>>(Stage.class);
        requests.forEach((stage, all) -> byStage.put(stage, shuffled(stage, cases(all))));
        var most = byStage.values().stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, most).mapToObj(index -> {
            var cases = new EnumMap<Stage, Case>(Stage.class);
            byStage.forEach((stage, all) -> all.stream().skip(index).findFirst().ifPresent(one -> cases.put(stage, one)));
            return Map.copyOf(cases);
        }).toList();
    }

    private static List<Case> cases(List<Target> requests) {
        var targets = new HashSet<>(requests).stream().filter(target -> target.nth() <= (target.isWrite() ? 2 : 1))
                .sorted((a, b) -> a.toString().compareTo(b.toString())).toList();
        return targets.stream().flatMap(target -> answers(target).map(answer -> new Case(target, answer))).toList();
    }

    private static Stream<InjectedAnswer> answers(Target target) {
        return target.isWrite()
                ? Stream.concat(InjectedAnswer.inPlace().stream(), InjectedAnswer.carriedOut().stream())
                // A Status that says NotFound is the one proof that an object is gone: no client can tell that it is a lie.
                : InjectedAnswer.inPlace().stream().filter(answer -> !answer.text().startsWith("404 NotFound"));
    }

    /** So that a play has answers of all sorts. */
    private static List<Case> shuffled(Stage stage, List<Case> cases) {
        var all = new ArrayList<>(cases);
        Collections.shuffle(all, new Random(stage.name().hashCode()));
        return all;
    }
}
