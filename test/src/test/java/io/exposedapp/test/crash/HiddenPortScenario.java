package io.exposedapp.test.crash;

import io.exposedapp.api.v1.NodePortLedgerSpec;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Ports that come and go as to clients outside, while those inside the cluster keep them all. */
final class HiddenPortScenario {

    private static final String WEB = "{name: web, containerPort: 8080, port: 80}";
    private static final String ADMIN = "{name: admin, containerPort: 9000}";
    private static final String WEB_INSIDE = "{name: web, containerPort: 8080, port: 80, exposed: false}";
    private static final String ADMIN_INSIDE = "{name: admin, containerPort: 9000, exposed: false}";
    private static final Scenario.OwnLedger LEDGER = new Scenario.OwnLedger("hidden-ports", 32_000, 32_767);
    private static final Step.Ledger LONG_REST = runs -> new NodePortLedgerSpec(LEDGER.range(), null, null, null, null, null, 86_400L, null,
            null, null);

    // @formatter:off
    static final Scenario SCENARIO = new Scenario("while ports are hidden, and exposed again", LEDGER, 1, List.of(
            Step.of("claims two numbers",
                    shop(WEB, ADMIN),
                    "granted-admin Held, granted-web Held", LONG_REST),
            Step.of("hides a port",
                    shop(WEB, ADMIN_INSIDE),
                    "granted-admin CoolingDown, granted-web Held", LONG_REST).by(2),
            Step.of("exposes it again",
                    shop(WEB, ADMIN),
                    "granted-admin Held, granted-web Held", LONG_REST),
            Step.of("hides all ports",
                    shop(WEB_INSIDE, ADMIN_INSIDE),
                    "granted-admin CoolingDown, granted-web CoolingDown", LONG_REST),
            Step.of("exposes one of them again",
                    shop(WEB, ADMIN_INSIDE),
                    "granted-admin CoolingDown, granted-web Held", LONG_REST).by(2),
            Step.of("deletes the app",
                    new TreeMap<>(),
                    "granted-admin CoolingDown, granted-web CoolingDown", LONG_REST)));
    // @formatter:on

    private HiddenPortScenario() {
    }

    private static SortedMap<String, String> shop(String... ports) {
        return new TreeMap<>(Map.of("shop", "exposure: {ledger: %s}\nports: [".formatted(LEDGER.name()) + String.join(", ", ports) + "]"));
    }
}
