package io.exposedapp.operator.cluster;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A queue by group: the groups are served in turn, and a group in the order of arrival. Not for several threads at a time.
 *
 * @param <T> who waits
 */
final class Turns<T> {

    private final Map<String, Queue<T>> groups = new LinkedHashMap<>();

    void add(String group, T waiter) {
        groups.computeIfAbsent(group, _ -> new ArrayDeque<>()).add(waiter);
    }

    /** The next one, who waits no longer; null when there is none. */
    @Nullable
    T next() {
        var groupsInTurn = groups.entrySet().iterator();
        if (!groupsInTurn.hasNext()) {
            return null;
        }
        var first = groupsInTurn.next();
        var group = first.getKey();
        var waiters = first.getValue();
        groupsInTurn.remove();
        var next = waiters.remove();
        if (!waiters.isEmpty()) {
            groups.put(group, waiters);
        }
        return next;
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }
}
