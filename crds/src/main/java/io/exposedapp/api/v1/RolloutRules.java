package io.exposedapp.api.v1;

/** CEL over the rollout, with the sentences that say what to change. Unset fields are read as the operator reads them: nothing is defaulted. */
final class RolloutRules {

    static final String COUNT = "type(self) == string ? self.matches('^(0|[1-9][0-9]{0,2})%$') : self >= 0";
    static final String COUNT_MESSAGE = "say a number of pods, as in 1, or a percentage of the replicas in quotes, as in '25%'";

    static final String CAN_ROLL = """
            !(has(self.maxSurge) && has(self.maxUnavailable)
              && (type(self.maxSurge) == string ? self.maxSurge == '0%' : self.maxSurge == 0)
              && (type(self.maxUnavailable) == string ? self.maxUnavailable == '0%' : self.maxUnavailable == 0))""";
    static final String CAN_ROLL_MESSAGE = "maxSurge and maxUnavailable are both 0, so no pod could ever be replaced: raise one of them";

    static final String ONLY_ROLLING = "!(has(self.strategy) && self.strategy == 'Recreate' && (has(self.maxSurge) || has(self.maxUnavailable)))";
    static final String ONLY_ROLLING_MESSAGE = "maxSurge and maxUnavailable mean nothing to strategy Recreate: "
            + "leave them out, or choose RollingUpdate";

    static final String DEADLINE = """
            (has(self.progressDeadlineSeconds) ? self.progressDeadlineSeconds : 600)
            > (has(self.minReadySeconds) ? self.minReadySeconds : 0)""";
    static final String DEADLINE_MESSAGE = "progressDeadlineSeconds (unset: 600) must be greater than minReadySeconds, "
            + "or every rollout would be told to be stuck: raise it, or lower minReadySeconds";

    static final String DRAIN_FITS = """
            !has(self.rollout) || !has(self.rollout.drainSeconds) || self.rollout.drainSeconds == 0
            || self.rollout.drainSeconds < (has(self.terminationGracePeriodSeconds) ? self.terminationGracePeriodSeconds : 30)""";
    static final String DRAIN_FITS_MESSAGE = "drainSeconds must be less than terminationGracePeriodSeconds (unset: 30), which counts it in: "
            + "lower it, or raise terminationGracePeriodSeconds";

    static final String ONE_PRE_STOP = """
            !(has(self.rollout) && has(self.rollout.drainSeconds) && has(self.lifecycle) && has(self.lifecycle.preStop))""";
    static final String ONE_PRE_STOP_MESSAGE = "drainSeconds is a preStop hook, and lifecycle.preStop is another: leave one of them out";

    private RolloutRules() {
    }
}
