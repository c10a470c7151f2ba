package io.exposedapp.test.crash;

import org.junit.jupiter.api.DisplayName;

@DisplayName("An operator that dies while ports are hidden, and exposed again")
class HiddenPortCrashIT extends CrashAtEveryWrite {

    HiddenPortCrashIT() {
        super(HiddenPortScenario.SCENARIO);
    }
}
