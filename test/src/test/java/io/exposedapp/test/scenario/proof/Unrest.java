package io.exposedapp.test.scenario.proof;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.test.operator.ManyAtOnce;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * People who create, edit, pin, delete and re-create a crowd of apps, several at once and without a break.
 *
 * @param namespaces that the apps are in, in turns; pins are fought over across them
 * @param apps how many
 * @param firstPin of the numbers that pins are taken from
 */
record Unrest(KubernetesClient client, List<String> namespaces, int apps, int firstPin) {

    /** Each has apps of their own: two who edit one app at once would show nothing of the operator. */
    private static final int PEOPLE = 4;

    private static final PatchContext APPLY = new PatchContext.Builder().withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("people").withForce(true).build();

    /** So many steps by each of them; the seed says which. */
    void rage(int steps, long seed) {
        ManyAtOnce.forEach(IntStream.range(0, PEOPLE).boxed().toList(), person -> {
            var chance = new Random(seed + person);
            for (int step = 0; step < steps; step++) {
                step(chance.nextInt(apps / PEOPLE) * PEOPLE + person, chance);
            }
        });
    }

    private void step(int app, Random chance) {
        int dice = chance.nextInt(10);
        if (dice >= 5) {
            delete(app);
        }
        if (dice < 8) {
            apply(app, chance.nextInt(2), chance.nextInt(3), ports(chance));
        }
    }

    /** One to three ports, about every second of them pinned to one of few numbers. */
    private List<String> ports(Random chance) {
        var pins = new TreeSet<Integer>();
        var ports = new ArrayList<String>();
        for (int port = 0; port <= chance.nextInt(3); port++) {
            int pin = firstPin + chance.nextInt(apps / 2);
            ports.add("{name: p%d, containerPort: %d%s}".formatted(port, 8000 + port,
                    chance.nextBoolean() && pins.add(pin) ? ", nodePort: " + pin : ""));
        }
        return ports;
    }

    /** All of them are to be there in the end, every second one with a pin of its own, which may be somebody's. */
    void makeUpTheirMinds() {
        ManyAtOnce.forEach(IntStream.range(0, apps).boxed().toList(), app -> apply(app, 9, app % 3 == 0 ? 1 : 0,
                List.of("{name: p0, containerPort: 8000%s}".formatted(app % 2 == 0 ? ", nodePort: " + (firstPin + app / 2) : ""),
                        "{name: p1, containerPort: 8001}")));
    }

    /** Who is refused a pin takes what the ledger gives. */
    void giveWay() {
        ManyAtOnce.forEach(client.resources(ExposedApp.class).inAnyNamespace().list().getItems(), app -> {
            var patch = new ArrayList<String>();
            for (int port = 0; port < app.getSpec().ports().size(); port++) {
                if (User.port(app.getStatus(), app.getSpec().ports().get(port).name()).reason() != null) {
                    patch.add("{\"op\": \"remove\", \"path\": \"/spec/ports/%d/nodePort\"}".formatted(port));
                }
            }
            if (!patch.isEmpty()) {
                client.resource(app).patch(PatchContext.of(PatchType.JSON), patch.toString());
            }
        });
    }

    private void apply(int app, int tag, int replicas, List<String> ports) {
        var yaml = """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: %s}
                spec:
                  image: registry.example/app:%d
                  replicas: %d
                  ports: [%s]
                """.formatted(name(app), tag, replicas, String.join(", ", ports));
        client.resource(client.getKubernetesSerialization().unmarshal(yaml, ExposedApp.class)).inNamespace(namespace(app)).patch(APPLY);
    }

    private void delete(int app) {
        client.resources(ExposedApp.class).inNamespace(namespace(app)).withName(name(app)).delete();
    }

    private String namespace(int app) {
        return namespaces.get(app % namespaces.size());
    }

    private static String name(int app) {
        return "app-" + app;
    }
}
