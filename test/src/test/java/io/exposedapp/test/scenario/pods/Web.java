package io.exposedapp.test.scenario.pods;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The app that these tests edit: {@code web}, whose image has versions. */
public final class Web {

    private Web() {
    }

    /**
     * Its manifest.
     *
     * @param more fields of the spec, each on one line: {@code rollout: {paused: true}}
     */
    public static String of(String version, int replicas, String... more) {
        return """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: web}
                spec:
                  image: registry.example/web:%s
                  replicas: %d
                  ports: [{name: http, containerPort: 8080}]
                %s
                """.formatted(version, replicas, Stream.of(more).map(field -> "  " + field).collect(Collectors.joining("\n")));
    }
}
