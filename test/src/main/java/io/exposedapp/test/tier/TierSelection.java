package io.exposedapp.test.tier;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/**
 * Which tiers a run has.
 *
 * @param wanted by {@code -Dexposedapp.tiers=core}; all of them if it is not given
 * @param required by {@code -Dexposedapp.require=control-plane,node}: that these do not run is a failure
 */
public record TierSelection(Set<Tier> wanted, Set<Tier> required) {

    static final String WANTED = "exposedapp.tiers";
    static final String REQUIRED = "exposedapp.require";

    /** As this JVM was told. */
    public static TierSelection ofThisRun() {
        return parse(System.getProperty(WANTED, ""), System.getProperty(REQUIRED, ""));
    }

    static TierSelection parse(String wanted, String required) {
        return new TierSelection(wanted.isBlank() ? EnumSet.allOf(Tier.class) : tiers(wanted), tiers(required));
    }

    /**
     * Whether the tests of that tier run.
     *
     * @param missing what this machine lacks for it and the command that installs it; only asked if the tier is wanted
     * @throws IllegalStateException if the tier is required and does not run
     */
    public ConditionEvaluationResult decide(Tier tier, Supplier<Optional<String>> missing) {
        Optional<SkippedTier> skipped = wanted.contains(tier)
                ? missing.get().map(what -> new SkippedTier(tier, "SKIPPED", "needs " + what))
                : Optional.of(new SkippedTier(tier, "LEFT OUT", "by -D" + WANTED));
        if (skipped.isPresent() && required.contains(tier)) {
            throw new IllegalStateException(
                    "test tier " + tier.tag() + " is required (-D" + REQUIRED + ") and was " + skipped.get().how() + ": "
                            + skipped.get().reason());
        }
        return skipped.map(skip -> ConditionEvaluationResult.disabled(skip.toString()))
                .orElseGet(() -> ConditionEvaluationResult.enabled("tier " + tier.tag() + " runs"));
    }

    private static Set<Tier> tiers(String list) {
        Set<Tier> tiers = EnumSet.noneOf(Tier.class);
        Arrays.stream(list.split(",")).map(String::strip).filter(tag -> !tag.isEmpty()).map(Tier::of).forEach(tiers::add);
        return tiers;
    }
}
