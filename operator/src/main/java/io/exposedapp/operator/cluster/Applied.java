package io.exposedapp.operator.cluster;

import io.exposedapp.operator.plan.Learnt;
import io.exposedapp.operator.plan.Problem;
import java.util.List;

/**
 * What came of the writes of a plan.
 *
 * @param learnt in this pass so far, for the next look
 * @param problems refused or failed in this pass
 */
public record Applied(Learnt learnt, List<Problem> problems) {

    public Applied {
        problems = List.copyOf(problems);
    }
}
