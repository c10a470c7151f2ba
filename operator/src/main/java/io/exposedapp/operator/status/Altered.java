package io.exposedapp.operator.status;

import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.plan.AppObserved;
import org.jspecify.annotations.Nullable;

/** What is reported of a Service that an admission policy or a webhook alters on its way into the API server. */
final class Altered {

    private Altered() {
    }

    /**
     * The verdict with it: instead of it, where the app's ports are not served as it asks; else with a further sentence.
     *
     * @param service one of the app's, or null
     */
    static Verdict in(Verdict verdict, AppObserved seen, @Nullable SeenService service) {
        if (service == null || !service.controlledBy(seen.app().uid())) {
            return verdict;
        }
        return seen.learnt().alteration(service, seen.app().generation()).map(altered -> {
            var sentence = "an admission policy or webhook alters Service " + service.namespace() + "/" + service.name() + ": "
                    + String.join("; ", altered.differences());
            return altered.essential()
                    ? Verdict.of(verdict.type(), Reason.SERVICE_ALTERED, sentence + "; exempt it from the policy, or change the spec")
                    : verdict.and(sentence);
        }).orElse(verdict);
    }
}
