package io.exposedapp.model;

/**
 * A step, and the chance that rules what goes on around it. Each turn has its own, so that leaving one out leaves the others as they were.
 *
 * @param chance seed of the turn's random choices
 */
public record Turn(Step step, long chance) {

    @Override
    public String toString() {
        return step + " (chance " + chance + ")";
    }
}
