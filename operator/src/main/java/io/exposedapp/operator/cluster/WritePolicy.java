package io.exposedapp.operator.cluster;

/**
 * What this process may write.
 *
 * @param enabled false = nothing: what would be written is planned, logged and counted
 * @param perSecond as many writes a second, and as many at once after a second without any
 */
public record WritePolicy(boolean enabled, int perSecond) {
}
