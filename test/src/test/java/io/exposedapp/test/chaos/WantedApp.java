package io.exposedapp.test.chaos;

import io.exposedapp.test.cluster.image.LocalImages;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What the editor wants of one app.
 *
 * @param there false = deleted
 * @param run a new one makes a new revision
 * @param pin of the port http; null = none
 * @param admin whether it has a second port
 */
record WantedApp(int number, boolean there, int replicas, int run, @Nullable Integer pin, boolean admin) {

    /** So many may pin their number: the first ones. */
    static final int PINNABLE = 3;

    private static final int MOST_REPLICAS = 3;
    private static final int FIRST_PIN = 31_000;

    static WantedApp first(int number) {
        return new WantedApp(number, true, 1 + number % MOST_REPLICAS, 0, number < PINNABLE ? pins(number).getFirst() : null,
                number % 2 == 0);
    }

    String name() {
        return name(number);
    }

    static String name(int number) {
        return "app-" + number;
    }

    /** Two numbers for each app that pins, which are no other app's. */
    static List<Integer> pins(int number) {
        return List.of(FIRST_PIN + 2 * number, FIRST_PIN + 2 * number + 1);
    }

    /** The next edit that a seed draws. */
    WantedApp edited(Random random) {
        int draw = random.nextInt(100);
        int value = random.nextInt(MOST_REPLICAS);
        if (!there) {
            return new WantedApp(number, true, 1 + value, run + 1, pin, admin);
        }
        if (draw < 35) {
            return new WantedApp(number, true, 1 + (replicas + value) % MOST_REPLICAS, run, pin, admin);
        }
        if (draw < 60) {
            return new WantedApp(number, true, replicas, run + 1, pin, admin);
        }
        if (draw < 80 && number < PINNABLE) {
            return new WantedApp(number, true, replicas, run, value == 2 ? null : pins(number).get(value), admin);
        }
        if (draw < 88) {
            return new WantedApp(number, true, replicas, run, pin, !admin);
        }
        return new WantedApp(number, false, replicas, run, pin, admin);
    }

    WantedApp unpinned() {
        return new WantedApp(number, there, replicas, run, null, admin);
    }

    String manifest() {
        return """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: %s}
                spec:
                  image: %s
                  args: ["8080", "9090"]
                  replicas: %d
                  env: [{name: RUN, value: "%d"}]
                  terminationGracePeriodSeconds: 5
                  ports:
                  - {name: http, containerPort: 8080%s}
                  %s
                  rollout: {drainSeconds: 1}
                """.formatted(name(), LocalImages.ECHO, replicas, run, pin == null ? "" : ", nodePort: " + pin,
                admin ? "- {name: admin, containerPort: 9090}" : "");
    }

    @Override
    public String toString() {
        return there
                ? "%s: replicas %d, run %d, %s%s".formatted(name(), replicas, run, pin == null ? "no pin" : "pin " + pin,
                        admin ? ", port admin" : "")
                : name() + ": deleted";
    }
}
