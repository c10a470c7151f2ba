package io.exposedapp.operator.cluster;

import java.util.Locale;

/** What a repair has put right; in metrics the name in lower case. */
enum RepairKind {
    ENTRY_REMADE,
    ENTRY_REWRITTEN,
    HOLD_REMADE,
    HOLD_REWRITTEN,
    SERVICE_REMADE,
    SERVICE_TYPE,
    SERVICE_PORTS,
    SERVICE_SELECTOR,
    SERVICE_OWNER,
    SERVICE_METADATA,
    SERVICE_POLICIES;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
