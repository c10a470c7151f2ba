package io.exposedapp.test.crash;

import org.junit.jupiter.api.DisplayName;

@DisplayName("An operator that dies")
class CrashIT extends CrashAtEveryWrite {

    CrashIT() {
        super(AppScenario.SCENARIO);
    }
}
