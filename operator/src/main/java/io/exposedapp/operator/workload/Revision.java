package io.exposedapp.operator.workload;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.Intent;
import io.exposedapp.operator.app.Names;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the user said about the pods, and a short name for it. Frozen: neither an upgrade of the operator nor of the CRD may change the
 * hash of what was said before, since every change of it replaces pods.
 *
 * @param hash 6 characters
 */
public record Revision(String hash, Intent intent) {

    /** As Kubernetes' own safe encoding: no vowels and nothing that looks like one, so that no hash is a word. */
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int LENGTH = 6;

    /** The revision of an app, given the ControllerRevisions that can be read. */
    public static Revision of(App app, Collection<SeenRevision> existing) {
        return of(app, existing, Set.of());
    }

    /**
     * The revision of an app. One that exists with this intent keeps its hash; a hash whose name is taken by anything else is stepped over,
     * except for that of the app's predecessor: that waits for garbage collection, and is waited for.
     *
     * @param namesTaken of ControllerRevisions that are known to exist and are not among the existing ones: they cannot be read
     */
    public static Revision of(App app, Collection<SeenRevision> existing, Set<String> namesTaken) {
        var intent = app.intent();
        var kept = existing.stream().filter(r -> r.owner(app.uid()) != Owner.OTHER && r.intent().equals(intent))
                .min(Comparator.comparingLong(SeenRevision::number).thenComparing(SeenRevision::name)).map(SeenRevision::hash);
        return new Revision(kept.orElseGet(() -> free(app, intent, existing, namesTaken)), intent);
    }

    private static String free(App app, Intent intent, Collection<SeenRevision> existing, Set<String> namesTaken) {
        var taken = existing.stream().filter(r -> !r.intent().equals(intent)).map(SeenRevision::name).collect(Collectors.toSet());
        taken.addAll(namesTaken);
        return IntStream.iterate(0, salt -> salt + 1).mapToObj(salt -> hash(intent, salt))
                .filter(hash -> !taken.contains(Names.revision(app.ref().name(), hash))).findFirst().orElseThrow();
    }

    private static String hash(Intent intent, int salt) {
        var digits = salt == 0 ? intent.sha256() : Intent.sha256(intent.sha256() + "#" + salt);
        var number = Long.parseUnsignedLong(digits, 0, Long.BYTES * 2, 16);
        var hash = new StringBuilder();
        for (var i = 0; i < LENGTH; i++) {
            hash.append(ALPHABET.charAt((int) Long.remainderUnsigned(number, ALPHABET.length())));
            number = Long.divideUnsigned(number, ALPHABET.length());
        }
        return hash.toString();
    }
}
