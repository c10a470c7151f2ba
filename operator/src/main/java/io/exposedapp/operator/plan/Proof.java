package io.exposedapp.operator.plan;

import java.util.Set;

/**
 * What a live look has settled of numbers that the app's own Service carries although their entries are not the app's.
 *
 * @param granted the app's: this operator wrote them into the Service, and their entries are not as it left them
 * @param forfeited somebody else's: this operator gave them away after the app had given them up, and another one that lagged behind has put them
 *        back on the Service
 */
public record Proof(Set<Integer> granted, Set<Integer> forfeited) {

    public static final Proof NONE = new Proof(Set.of(), Set.of());

    public Proof {
        granted = Set.copyOf(granted);
        forfeited = Set.copyOf(forfeited);
    }
}
