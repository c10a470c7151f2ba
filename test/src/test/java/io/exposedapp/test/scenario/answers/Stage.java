package io.exposedapp.test.scenario.answers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the user does to the app {@code web} one after the other. */
enum Stage {
    CREATE("creates the app", "1", "{name: http, containerPort: 80}, {name: admin, containerPort: 81}", "http,admin"),
    ROLL_OUT("rolls it out", "2", "{name: http, containerPort: 80}, {name: admin, containerPort: 81}", "http,admin"),
    CHANGE_PORT("changes a port", "2", "{name: http, containerPort: 80}, {name: grpc, containerPort: 82}", "http,grpc"),
    DELETE("deletes it", "", "", "");

    static final int REPLICAS = 2;

    private final String text;
    private final String version;
    private final String portsYaml;
    private final String ports;

    Stage(String text, String version, String portsYaml, String ports) {
        this.text = text;
        this.version = version;
        this.portsYaml = portsYaml;
        this.ports = ports;
    }

    String text() {
        return text;
    }

    /** Names of the ports that the app has then. */
    List<String> ports() {
        return List.of(ports.split(",", -1));
    }

    String image() {
        return "registry.example/web:" + version;
    }

    /** Null where the app goes. */
    @Nullable
    String yaml() {
        return ports.isEmpty() ? null : """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: web}
                spec:
                  image: %s
                  replicas: %d
                  ports: [%s]
                """.formatted(image(), REPLICAS, portsYaml);
    }
}
