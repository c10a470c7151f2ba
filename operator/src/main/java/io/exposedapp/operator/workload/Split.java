package io.exposedapp.operator.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an app's pods were divided among its revisions when a rollout was paused. A canary that is lost is to come back as a canary, and nothing
 * else tells how many there were.
 *
 * @param replicas that were wanted then
 * @param pods that there were, by the hash of their revision
 */
public record Split(int replicas, SortedMap<String, Integer> pods) {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,4}) replicas:((?: [a-z0-9]+=[0-9]{1,6})*)");
    private static final Pattern SHARE = Pattern.compile("([a-z0-9]+)=([0-9]+)");

    public Split {
        pods = new TreeMap<>(pods);
    }

    /** As pods are now; those that failed are yet to be replaced, and count. */
    static Split of(int replicas, List<SeenRevision> revisions, List<SeenPod> pods) {
        var counts = new TreeMap<String, Integer>();
        for (SeenRevision revision : revisions) {
            var count = pods.stream().filter(pod -> pod.revision().equals(revision.hash()) && !pod.terminating()).count();
            counts.put(revision.hash(), (int) count);
        }
        return new Split(replicas, counts);
    }

    /** Reads {@link #text()}; empty for anything else. */
    public static Optional<Split> parse(@Nullable String text) {
        var matcher = TEXT.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var pods = new TreeMap<String, Integer>();
        SHARE.matcher(matcher.group(2)).results().forEach(share -> pods.put(share.group(1), Integer.parseInt(share.group(2))));
        return Optional.of(new Split(Integer.parseInt(matcher.group(1)), pods));
    }

    /** {@code 4 replicas: bcdfgh=3 xvzwqt=1}. */
    public String text() {
        var text = new StringBuilder(replicas + " replicas:");
        pods.forEach((hash, count) -> text.append(' ').append(hash).append('=').append(count));
        return text.toString();
    }

    /** Pods in all, for as many replicas as are wanted now: those above the replicas stay, as far as the surge allows. */
    int total(int wantedReplicas, int maxSurge) {
        var more = pods.values().stream().mapToInt(Integer::intValue).sum() - replicas;
        return wantedReplicas == 0 ? 0 : wantedReplicas + Math.clamp(more, 0, maxSurge);
    }

    /**
     * The same division of another total, as even as whole pods allow.
     *
     * @param revisions hashes of those that pods can be made from, in the order of their numbers; the last has all where none had any
     */
    Map<String, Integer> of(int total, List<String> revisions) {
        var sum = revisions.stream().mapToInt(hash -> pods.getOrDefault(hash, 0)).sum();
        var divided = new TreeMap<String, Integer>();
        revisions.forEach(hash -> divided.put(hash, sum == 0 ? 0 : size(hash) * total / sum));
        if (sum == 0) {
            divided.put(revisions.getLast(), total);
        }
        var byRemainder = new ArrayList<>(revisions);
        byRemainder.sort(Comparator.<String>comparingInt(hash -> sum == 0 ? 0 : size(hash) * total % sum).reversed()
                .thenComparing(Comparator.<String>comparingInt(this::size).reversed()));
        var rest = total - divided.values().stream().mapToInt(Integer::intValue).sum();
        byRemainder.stream().limit(Math.max(0, rest)).forEach(hash -> divided.merge(hash, 1, Integer::sum));
        return divided;
    }

    private int size(String hash) {
        return pods.getOrDefault(hash, 0);
    }
}
