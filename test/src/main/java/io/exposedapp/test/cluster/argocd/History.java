package io.exposedapp.test.cluster.argocd;

import java.util.ArrayList;
import java.util.List;

/**
 * What an application showed, change by change, from one moment to another.
 *
 * @param states sync and health each time that one of them became another, "Synced, Progressing"; the first is what it showed at the
 * beginning
 * @param syncs how many syncs were begun
 * @param outOfSync how many times it became OutOfSync
 */
public record History(List<String> states, int syncs, int outOfSync) {

    /** Every sync writes the operation into the application and takes it out again: two writes, which a watch sees both. */
    static History of(List<ApplicationStatus> seen) {
        List<String> states = new ArrayList<>();
        int syncs = 0;
        int outOfSync = 0;
        for (int i = 0; i < seen.size(); i++) {
            ApplicationStatus now = seen.get(i);
            String state = now.sync() + ", " + now.health();
            if (states.isEmpty() || !states.getLast().equals(state)) {
                states.add(state);
            }
            if (i > 0) {
                ApplicationStatus before = seen.get(i - 1);
                syncs += now.operating() && !before.operating() ? 1 : 0;
                outOfSync += now.sync().equals("OutOfSync") && !before.sync().equals("OutOfSync") ? 1 : 0;
            }
        }
        return new History(List.copyOf(states), syncs, outOfSync);
    }
}
