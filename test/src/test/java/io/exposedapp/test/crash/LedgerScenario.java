package io.exposedapp.test.crash;

import io.exposedapp.api.v1.NodePortLedgerSpec;
import io.exposedapp.api.v1.NodePortLedgerSpec.Beneficiary;
import io.exposedapp.api.v1.NodePortLedgerSpec.SetAside;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What numbers go through beside being held: retained and taken back, set aside, handed over, beyond a quota, kept or not. No pods. */
final class LedgerScenario {

    private static final String WEB = "{name: web, containerPort: 8080, port: 80}";
    private static final String ADMIN = "{name: admin, containerPort: 9000}";
    private static final String GRPC = "{name: grpc, containerPort: 9001}";
    private static final String MORE = "{name: more, containerPort: 9002, nodePort: pin-2}";
    private static final String GREEN = "{name: http, containerPort: 8080, nodePort: granted-admin}";
    private static final Scenario.OwnLedger LEDGER = new Scenario.OwnLedger("rationed", 31_000, 31_999);
    private static final int QUOTA = 3;
    private static final long LONG = 86_400;

    // @formatter:off
    static final Scenario SCENARIO = new Scenario("while numbers are retained, set aside, handed over, rationed and kept", LEDGER, 0, List.of(
            Step.of("claims two numbers, to be retained",
                    shop(WEB, ADMIN),
                    "granted-admin Held, granted-web Held", runs -> spec(runs, List.of(), null, null, LONG, null)),
            Step.of("deletes the app, whose numbers are retained",
                    new TreeMap<>(),
                    "granted-admin Retained, granted-web Retained", runs -> spec(runs, List.of(), null, null, LONG, null)),
            Step.of("creates the app again",
                    shop(WEB, ADMIN),
                    "granted-admin Held, granted-web Held", runs -> spec(runs, List.of(), null, null, LONG, null)),
            Step.of("adds a port that a number is set aside for, and drops another",
                    shop(WEB, GRPC),
                    "granted-admin Retained, granted-web Held, pin-1 Held", runs -> spec(runs, List.of(), "pin-1", null, LONG, null)),
            Step.of("makes another app, which pins the number that is retained",
                    both(GREEN, WEB, GRPC),
                    "granted-admin Held, granted-web Held, pin-1 Held", runs -> spec(runs, List.of(), "pin-1", null, LONG, null)),
            Step.of("asks for a number beyond the quota",
                    both(GREEN, WEB, GRPC, MORE),
                    "granted-admin Held, granted-web Held, pin-1 Held", runs -> spec(runs, List.of(), null, QUOTA, LONG, null)).refused(),
            Step.of("has the quota raised, and a number excluded that is held",
                    both(GREEN, WEB, GRPC, MORE),
                    "granted-admin Held, granted-web Held, pin-1 Held, pin-2 Held",
                    runs -> spec(runs, List.of("granted-web"), null, QUOTA + 1, LONG, null)),
            Step.of("deletes the other app, whose number rests",
                    shop(WEB, GRPC, MORE),
                    "granted-admin CoolingDown, granted-web Held, pin-1 Held, pin-2 Held",
                    runs -> spec(runs, List.of(), null, null, LONG, null)),
            Step.of("has the ledger keep nothing in the API server, and moves a port to a number at rest",
                    shop(WEB, "{name: grpc, containerPort: 9001, nodePort: granted-admin}", MORE),
                    "granted-admin Held, granted-web Held, pin-1 Retained, pin-2 Held",
                    runs -> spec(runs, List.of(), null, null, LONG, false)),
            Step.of("deletes the app while the ledger keeps numbers again",
                    new TreeMap<>(),
                    "granted-admin Retained, granted-web Retained, pin-1 Retained, pin-2 Retained",
                    runs -> spec(runs, List.of(), null, null, LONG, null))));
    // @formatter:on

    private LedgerScenario() {
    }

    private static SortedMap<String, String> shop(String... ports) {
        return new TreeMap<>(Map.of("shop",
                "exposure: {ledger: %s, reclaimPolicy: Retain}\nports: [".formatted(LEDGER.name()) + String.join(", ", ports) + "]"));
    }

    private static SortedMap<String, String> both(String green, String... ports) {
        var apps = shop(ports);
        apps.put("green", "exposure: {ledger: %s}\nports: [%s]".formatted(LEDGER.name(), green));
        return apps;
    }

    /**
     * What the one ledger says that all runs share.
     *
     * @param excluded by name, of each run
     * @param setAside by name, of each run, for the app's port grpc
     */
    private static NodePortLedgerSpec spec(Collection<Run> runs, List<String> excluded, @Nullable String setAside, @Nullable Integer quota,
            long coolDownSeconds, @Nullable Boolean hold) {
        var numbers = runs.stream().flatMap(run -> excluded.stream().map(name -> String.valueOf(run.numbers().get(name)))).toList();
        var items = setAside == null
                ? null
                : runs.stream().map(run -> new SetAside(List.of(String.valueOf(run.numbers().get(setAside))),
                        new Beneficiary(run.namespace(), "shop", "grpc"), null)).toList();
        return new NodePortLedgerSpec(LEDGER.range(), numbers.isEmpty() ? null : numbers, items, null, null, quota, coolDownSeconds, null,
                hold,
                null);
    }
}
