package io.exposedapp.test.crash;

import org.junit.jupiter.api.DisplayName;

@DisplayName("An operator that dies while numbers are retained, set aside, handed over, rationed and kept")
class LedgerCrashIT extends CrashAtEveryWrite {

    LedgerCrashIT() {
        super(LedgerScenario.SCENARIO);
    }
}
