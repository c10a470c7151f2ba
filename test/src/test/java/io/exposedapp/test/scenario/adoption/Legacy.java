package io.exposedapp.test.scenario.adoption;

import io.exposedapp.test.operator.User;

/** What people have before they have the operator: a Deployment, and a NodePort Service beside it. */
final class Legacy {

    private Legacy() {
    }

    /** Two pods, behind a Service with these ports, which leads to both of them. */
    static void exposes(User user, String service, String... ports) {
        user.applies("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: legacy}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: legacy}}
                  template:
                    metadata: {labels: {app: legacy}}
                    spec:
                      containers: [{name: web, image: "registry.example/test/legacy:1"}]
                """);
        user.applies(service(service, "type: NodePort", ports));
        user.kubectl("rollout", "status", "deployment/legacy", "--timeout=60s");
    }

    /** A Service of that type, tracked by Argo CD in every way that it knows. */
    static String service(String name, String type, String... ports) {
        return """
                apiVersion: v1
                kind: Service
                metadata:
                  name: %s
                  labels: {app: legacy, app.kubernetes.io/instance: shop, argocd.argoproj.io/instance: shop}
                  annotations: {"argocd.argoproj.io/tracking-id": "shop:/Service:shop/%s", example.com/note: kept}
                spec:
                  %s
                  selector: {app: legacy}
                  ports: [%s]
                """.formatted(name, name, type, String.join(", ", ports));
    }

    /**
     * An ExposedApp of two replicas that asks for the Service of its Service name.
     *
     * @param service in {@code exposure.service}, beside {@code adopt}: {@code , name: front}
     * @param more of the spec, on one line: {@code resources: {...}}
     */
    static String successor(String service, String more, String... ports) {
        return """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: shop}
                spec:
                  image: registry.example/test/app:1
                  replicas: 2
                  exposure: {service: {adopt: true%s}}
                  ports: [%s]
                  %s
                """.formatted(service, String.join(", ", ports), more);
    }

    /** Of a pod that no node has room for. */
    static final String TOO_BIG = "resources: {requests: {cpu: \"10000\"}}";
}
