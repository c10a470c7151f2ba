package io.exposedapp.operator.ledger;

import io.exposedapp.api.v1.NodePortLedgerSpec;
import io.exposedapp.api.v1.NodePortReservationSpec;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger says of numbers once they are granted, and of who may have how many.
 *
 * @param coolDown how long a number rests after its release; zero = not at all
 * @param reclaimPolicy of apps that do not say: CoolDown or Retain
 * @param hold numbers at rest or set aside are kept in the API server's allocator too
 * @param suspended nothing is granted, released or freed
 * @param quotaPerNamespace numbers that a namespace may have, at rest or not; null = no limit
 * @param priority among the ledgers that admit a namespace the highest is used
 */
public record Rules(
        Duration coolDown,
        String reclaimPolicy,
        boolean hold,
        boolean suspended,
        @Nullable Integer quotaPerNamespace,
        int priority) {

    /** Longer than a firewall ticket. */
    private static final Duration DEFAULT_COOL_DOWN = Duration.ofDays(1);

    /** What holds where a ledger says nothing, or is gone. */
    public static final Rules DEFAULTS = new Rules(DEFAULT_COOL_DOWN, NodePortReservationSpec.COOL_DOWN, true, false, null, 0);

    /** Reads a ledger's spec; whatever it says can be read. */
    public static Rules of(@Nullable NodePortLedgerSpec said) {
        var spec = Objects.requireNonNullElse(said, NodePortLedgerSpec.unset());
        return new Rules(spec.coolDownSeconds() == null ? DEFAULT_COOL_DOWN : Duration.ofSeconds(spec.coolDownSeconds()),
                Objects.requireNonNullElse(spec.defaultReclaimPolicy(), DEFAULTS.reclaimPolicy()),
                Objects.requireNonNullElse(spec.hold(), DEFAULTS.hold()),
                Objects.requireNonNullElse(spec.suspended(), DEFAULTS.suspended()),
                spec.quotaPerNamespace(), Objects.requireNonNullElse(spec.priority(), DEFAULTS.priority()));
    }

    /** The same with another rest. */
    public Rules coolingDown(Duration rest) {
        return new Rules(rest, reclaimPolicy, hold, suspended, quotaPerNamespace, priority);
    }
}
