package io.exposedapp.operator.plan;

import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.Range;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the writes of this pass have shown, beyond what caches know.
 *
 * @param fresh claims that this very pass has created, by number
 * @param rejected numbers that the API server will not allocate for this app, with the moment of the first refusal
 * @param occupied names of pods and revisions that are in use in the namespace by what is not the app's, or cannot be read
 * @param contests over the app's Services, by their names
 * @param outOfRange of the rejected numbers, those that the API server does not have in its range, with that range
 * @param alterations of the app's Services by the API server, by their names
 * @param proof of numbers on the app's own Service whose entries are not the app's
 */
public record Learnt(Map<Integer, Entry> fresh, Map<Integer, Instant> rejected, Set<String> occupied,
        SortedMap<String, Contest> contests, Map<Integer, Range> outOfRange,
        SortedMap<String, Alteration> alterations, Proof proof) {

    /** With nothing proven: what a live look has proved is used once. */
    public Learnt(Map<Integer, Entry> fresh, Map<Integer, Instant> rejected, Set<String> occupied,
            SortedMap<String, Contest> contests) {
        this(fresh, rejected, occupied, contests, Map.of(), new TreeMap<>(), Proof.NONE);
    }

    public Learnt {
        fresh = Map.copyOf(fresh);
        rejected = Map.copyOf(rejected);
        occupied = Set.copyOf(occupied);
        outOfRange = Map.copyOf(outOfRange);
        alterations = Collections.unmodifiableSortedMap(new TreeMap<>(alterations));
        contests = Collections.unmodifiableSortedMap(new TreeMap<>(contests));
    }

    /** What a live look at the app's Service has proved beside. */
    public Learnt with(Proof found) {
        return new Learnt(fresh, rejected, occupied, contests, outOfRange, alterations, found);
    }

    /**
     * What of it holds beside a Service of the app's own that has these numbers, whoever wrote them there: the API server has allocated them for
     * it, so no refusal of before stands, and none of them is a claim any more that could be taken back.
     */
    Learnt beside(Set<Integer> served) {
        var others = new HashMap<>(fresh);
        others.keySet().removeAll(served);
        var refused = new HashMap<>(rejected);
        refused.keySet().removeAll(served);
        return new Learnt(others, refused, occupied, contests, outOfRange, alterations, proof);
    }

    public static Learnt nothing() {
        return new Learnt(Map.of(), Map.of(), Set.of(), new TreeMap<>());
    }

    /** How the API server altered the Service, which is still so for that generation of the app. */
    public Optional<Alteration> alteration(@Nullable SeenService service, long appGeneration) {
        return service == null
                ? Optional.empty()
                : Optional.ofNullable(alterations.get(service.name())).filter(altered -> altered.of(service, appGeneration));
    }

    /** The contest over the Service of that name, or null. */
    public @Nullable Contest contest(String service) {
        return contests.get(service);
    }
}
