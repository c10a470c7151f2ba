package io.exposedapp.test.deploy;

/** NodePortReservations as somebody would write them by hand. */
final class Entries {

    private Entries() {
    }

    static String held(int number) {
        return held(number, "shop");
    }

    /** Of an app of that namespace. */
    static String held(int number, String namespace) {
        return """
                apiVersion: exposedapp.io/v1
                kind: NodePortReservation
                metadata: {name: "%d"}
                spec:
                  ledger: default
                  state: Held
                  reclaimPolicy: CoolDown
                  since: "2026-11-21T10:00:00Z"
                  holder:
                    namespace: %s
                    name: order-service
                    uid: 6a1c4a55-7f0c-4a0d-9d1b-1d5a3d9f0b11
                    service: order-service
                    ports: [{name: http, protocol: TCP, port: 8080}]
                """.formatted(number, namespace);
    }
}
