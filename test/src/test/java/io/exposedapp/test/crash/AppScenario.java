package io.exposedapp.test.crash;

import io.exposedapp.api.v1.NodePortLedgerSpec;
import io.exposedapp.operator.app.Names;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** An app with two ports: its numbers, its Service and its pods, from the first claim to the end of the last rest. */
final class AppScenario {

    private static final Scenario.OwnLedger LEDGER = new Scenario.OwnLedger(Names.DEFAULT_LEDGER, 30_000, 30_999);
    private static final Step.Ledger LONG_REST = runs -> resting(86_400);

    /** So short that the end is seen. */
    private static final Step.Ledger SHORT_REST = runs -> resting(1);

    // @formatter:off
    static final Scenario SCENARIO = new Scenario("while an app's numbers come and go", LEDGER, 2, List.of(
            Step.of("claims two numbers",
                    shop("{name: web, containerPort: 8080, port: 80}, {name: admin, containerPort: 9000}"),
                    "granted-admin Held, granted-web Held", LONG_REST),
            Step.of("moves an unpinned port to a pin",
                    shop("{name: web, containerPort: 8080, port: 80}, {name: admin, containerPort: 9000, nodePort: pin-1}"),
                    "granted-admin CoolingDown, granted-web Held, pin-1 Held", LONG_REST),
            Step.of("moves two ports at once",
                    shop("{name: web, containerPort: 8080, port: 80, nodePort: pin-3}, {name: admin, containerPort: 9000, nodePort: pin-2}"),
                    "granted-admin CoolingDown, granted-web CoolingDown, pin-1 CoolingDown, pin-2 Held, pin-3 Held", LONG_REST),
            Step.of("drops a port",
                    shop("{name: web, containerPort: 8080, port: 80, nodePort: pin-3}"),
                    "granted-admin CoolingDown, granted-web CoolingDown, pin-1 CoolingDown, pin-2 CoolingDown, pin-3 Held", LONG_REST),
            Step.of("deletes the app",
                    new TreeMap<>(),
                    "granted-admin CoolingDown, granted-web CoolingDown, pin-1 CoolingDown, pin-2 CoolingDown, pin-3 CoolingDown", LONG_REST),
            Step.of("creates the app again, and pins nothing",
                    shop("{name: web, containerPort: 8080, port: 80}, {name: admin, containerPort: 9000}"),
                    "granted-admin CoolingDown, granted-web CoolingDown, pin-1 CoolingDown, pin-2 Held, pin-3 Held", LONG_REST),
            Step.of("deletes the app, whose numbers rest for a second",
                    new TreeMap<>(),
                    "granted-admin CoolingDown, granted-web CoolingDown, pin-1 CoolingDown", SHORT_REST)));
    // @formatter:on

    private AppScenario() {
    }

    private static NodePortLedgerSpec resting(long coolDownSeconds) {
        return new NodePortLedgerSpec(LEDGER.range(), null, null, null, null, null, coolDownSeconds, null, null, null);
    }

    private static SortedMap<String, String> shop(String ports) {
        return new TreeMap<>(Map.of("shop", "ports: [" + ports + "]"));
    }
}
