package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.Action.Section;
import io.exposedapp.operator.workload.Move;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** What a failure has ended of one plan: a section, or the pods of one revision. */
final class EndedSections {

    private final App app;
    private final Set<Section> ended = EnumSet.noneOf(Section.class);
    private final Set<String> refusedRevisions = new HashSet<>();

    EndedSections(App app) {
        this.app = app;
    }

    boolean has(Action.OfApp action) {
        return ended.contains(action.section(app))
                || (action instanceof Action.Pods(Move.CreatePod create) && refusedRevisions.contains(create.revision()));
    }

    /** @param refused the API server will not have this very write: a policy that refuses pods of the old revision must not stop the new one's */
    void end(Action.OfApp action, boolean refused) {
        if (refused && action instanceof Action.Pods(Move.CreatePod create)) {
            refusedRevisions.add(create.revision());
        } else {
            ended.add(action.section(app));
        }
    }

    void endAll() {
        ended.addAll(EnumSet.allOf(Section.class));
    }
}
