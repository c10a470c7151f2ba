package io.exposedapp.test.argocd;

/** An app for each situation that what stands in Git can bring about, the ledgers that they need, and what others have done before. */
final class Situations {

    /** Their ledgers admit only namespaces with this label, and come before the one of everybody there. */
    static final String LABEL = "situations=shown";

    /** Ranges of their own, apart from that of the ledger default. */
    static final String LEDGERS = ledger("health", "range: 32100-32199, coolDownSeconds: 3600, priority: 10")
            + ledger("health-quota", "range: 32200-32209, quotaPerNamespace: 1") + ledger("health-full", "range: 32210-32210")
            + ledger("health-suspended", "range: 32220-32229, suspended: true");

    /** One replica each, whose pod is Ready at once on a simulated node, unless no node has room for it. */
    static final String APPS = app("healthy", "replicas: 1", "{name: http, containerPort: 80}")
            + app("scaled-to-zero", "replicas: 0", "{name: http, containerPort: 80}")
            + app("starting", tooLarge("{}"), "{name: http, containerPort: 80}")
            + app("late", tooLarge("{progressDeadlineSeconds: 1}"), "{name: http, containerPort: 80}")
            + app("pin-held", "replicas: 1", "{name: http, containerPort: 80, nodePort: 32110}")
            + app("pin-out-of-range", "replicas: 1", "{name: http, containerPort: 80, nodePort: 31999}")
            + app("pin-resting", "replicas: 1", "{name: http, containerPort: 80, nodePort: 32120}")
            + app("over-quota", "exposure: {ledger: health-quota}", "{name: http, containerPort: 80}, {name: web, containerPort: 81}")
            + app("ledger-full", "exposure: {ledger: health-full}", "{name: http, containerPort: 80}, {name: web, containerPort: 81}")
            + app("service-of-others", "replicas: 1", "{name: http, containerPort: 80}")
            + app("pod-rejected", "serviceAccountName: nobody", "{name: http, containerPort: 80}")
            + app("paused", "rollout: {paused: true}", "{name: http, containerPort: 80}")
            + app("disabled", "replicas: 1", "{name: http, containerPort: 80}")
                    .replace("{name: disabled}", "{name: disabled, annotations: {exposedapp.io/reconcile: disabled}}");

    /** In the way of the app of its name. */
    static final String SERVICE_OF_OTHERS = """
            apiVersion: v1
            kind: Service
            metadata: {name: service-of-others}
            spec: {ports: [{port: 80}], selector: {app: other}}
            """;

    /** Apps of another namespace: one holds a number, the other gives one up. */
    static final String HOLDER = app("holder", "replicas: 1", "{name: http, containerPort: 80, nodePort: 32110}");
    static final String LEAVER = app("leaver", "replicas: 1", "{name: http, containerPort: 80, nodePort: 32120}");

    private Situations() {
    }

    private static String ledger(String name, String spec) {
        return """
                ---
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: %s}
                spec: {%s, namespaceSelector: {matchLabels: {situations: shown}}}
                """.formatted(name, spec);
    }

    private static String app(String name, String field, String ports) {
        return """
                ---
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: %s}
                spec:
                  image: registry.example/test/app:1
                  %s
                  ports: [%s]
                """.formatted(name, field, ports);
    }

    private static String tooLarge(String rollout) {
        return "resources: {requests: {cpu: 5000}}\n  rollout: " + rollout;
    }
}
