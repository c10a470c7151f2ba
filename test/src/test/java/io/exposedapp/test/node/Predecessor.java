package io.exposedapp.test.node;

import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.api.model.Service;

/** What an app takes the place of: a Deployment and a NodePort Service, as people write them. */
final class Predecessor {

    private Predecessor() {
    }

    /** Two pods, which end as soon as they are told to, and a Service whose port has no name; all of one name. */
    static String manifest(String name) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      containers:
                      - name: web
                        image: %2$s
                        args: ["8080"]
                        readinessProbe: {tcpSocket: {port: 8080}}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: %1$s}
                spec:
                  type: NodePort
                  selector: {app: %1$s}
                  ports: [{port: 80, targetPort: 8080}]
                """.formatted(name, LocalImages.ECHO);
    }

    /** The app that adopts the Service of its name, and gives its port a name. */
    static String successor(String name) {
        return """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata:
                  name: %s
                  annotations: {argocd.argoproj.io/sync-wave: "-1"}
                spec:
                  image: %s
                  args: ["8080"]
                  replicas: 2
                  ports: [{name: http, containerPort: 8080, port: 80}]
                  exposure: {service: {adopt: true}}
                """.formatted(name, LocalImages.ECHO);
    }

    /** Applies one, and waits until its pods are available. */
    static Service serves(User user, String name) {
        user.applies(manifest(name));
        user.kubectl("rollout", "status", "deployment/" + name, "--timeout=100s");
        return user.seesService(name);
    }

    static int number(Service service) {
        return service.getSpec().getPorts().getFirst().getNodePort();
    }
}
