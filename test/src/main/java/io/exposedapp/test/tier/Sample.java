package io.exposedapp.test.tier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How much a run plays of what is exhaustive: every case under {@code -Pthorough}, otherwise as many as an everyday run has time for, which the
 * seed chooses.
 *
 * @param thorough every case
 * @param seed {@code -Dexposedapp.seed=N} repeats the choice of another run
 */
public record Sample(boolean thorough, long seed) {

    static final String THOROUGH = "exposedapp.thorough";
    static final String WHOLE = "exposedapp.whole";
    static final String SEED = "exposedapp.seed";

    /** One seed a JVM. */
    private static final Sample OF_THIS_RUN = new Sample(Boolean.getBoolean(THOROUGH), Long.getLong(SEED, new Random().nextInt(1_000_000)));

    /** As this JVM was started. */
    public static Sample ofThisRun() {
        return OF_THIS_RUN;
    }

    /**
     * The cases that this run plays, in their order; prints how many of how many, and by which seed.
     *
     * @param what the cases are, "crash points of the ledger": with the seed it decides which are chosen
     * @param everyday how many an everyday run plays
     */
    public <T> List<T> of(String what, List<T> all, int everyday) {
        return print(what, all, choose(what, all, everyday), "-Pthorough");
    }

    /**
     * The same of so many cases that also a thorough run plays a part of them, another one with each seed: all would take longer than a merge
     * may wait. {@code -Dexposedapp.whole} plays all of them nevertheless.
     *
     * @param thoroughly how many a thorough run plays
     */
    public <T> List<T> of(String what, List<T> all, int everyday, int thoroughly) {
        int most = Boolean.getBoolean(WHOLE) ? all.size() : thorough ? thoroughly : everyday;
        return print(what, all, new Sample(false, seed).choose(what, all, most), "-D" + WHOLE);
    }

    private <T> List<T> print(String what, List<T> all, List<T> chosen, String playsAll) {
        System.out.println("SAMPLE " + chosen.size() + " of " + all.size() + " " + what + (chosen.size() == all.size()
                ? ""
                : " (-D" + SEED + "=" + seed + " repeats them, " + playsAll + " plays all)"));
        return chosen;
    }

    /** Of a number of repetitions: as many as the run has time for. */
    public int of(int everyday, int all) {
        return thorough ? all : everyday;
    }

    /** By position, since equal cases may stand in the list. */
    <T> List<T> choose(String what, List<T> all, int everyday) {
        if (thorough || everyday >= all.size()) {
            return List.copyOf(all);
        }
        List<Integer> positions = IntStream.range(0, all.size()).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(positions, new Random(seed * 31 + what.hashCode()));
        return positions.subList(0, everyday).stream().sorted().map(all::get).toList();
    }
}
