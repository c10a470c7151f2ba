package io.exposedapp.operator.status;

import io.exposedapp.operator.plan.Action.Section;
import io.exposedapp.operator.plan.AppObserved;
import io.exposedapp.operator.plan.AppPlan;
import io.exposedapp.operator.plan.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The verdict on {@code Exposed}, in its two halves.
 *
 * @param outside on the Service that carries the numbers
 * @param inside on the one for clients inside the cluster; where there is to be none, the same as {@code outside}
 */
record Exposed(Verdict outside, Verdict inside) {

    static Exposed of(AppObserved seen, AppPlan plan, List<PortView> ports, List<Problem> problems) {
        var outside = Serving.verdict(seen, plan, ports, of(seen, problems, false));
        return new Exposed(outside, seen.app().hidesPorts() ? Inside.verdict(seen, plan, ports, of(seen, problems, true)) : outside);
    }

    private static List<Problem> of(AppObserved seen, List<Problem> problems, boolean inside) {
        return problems.stream().filter(problem -> inside == (problem.action().section(seen.app()) == Section.INTERNAL)).toList();
    }

    /** One condition has to stand for both, and the worse half gives it its reason; what is well is not told beside what is in the way. */
    Verdict sum() {
        if (outside.equals(inside)) {
            return outside;
        }
        var halves = Stream.of(outside, inside).sorted(Comparator.comparingInt(Exposed::rank)).toList();
        var worse = halves.getFirst();
        var told = halves.stream().filter(half -> !inTheWay(worse) || half.reason().effect() != Effect.FINE);
        return new Verdict(worse.type(), worse.status(), worse.reason(), Text.sentences(told.map(Verdict::message).toList()));
    }

    private static boolean inTheWay(Verdict verdict) {
        return rank(verdict) < rank(Effect.FOLLOWS);
    }

    private static int rank(Verdict verdict) {
        return rank(verdict.reason().effect());
    }

    private static int rank(Effect effect) {
        return switch (effect) {
            case YOURS -> 0;
            case PASSES -> 1;
            case FOLLOWS -> 2;
            case ENDS -> 3;
            case FINE -> 4;
        };
    }
}
