package io.exposedapp.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.ledger.Book;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.Ledgers;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether 30001, held for the port http of shop/web with the UID app-1, is still wanted. */
class NeedTest {

    static final Entry ENTRY = Situation.entry("30001 Held shop/web app-1 http:80");
    private static final Entry SHARED = Situation.entry("30001 Held shop/web app-1 dns:53 http:80");

    /** The app has moved the port http to 30009; 30008 is nobody's. */
    static final Book BOOK = new Book(new TreeMap<>(Map.of(30009, Situation.entry("30009 Held shop/web app-1 http:80"))), new TreeMap<>(),
            new TreeMap<>(), new TreeMap<>(), Ledgers.of());

    static Stream<Arguments> wanted() {
        return Stream.of(
                arguments("the port is declared, and nothing is served yet", ENTRY, app("app-1", "http", null), null),
                arguments("its Service carries it, and the app is gone", ENTRY, null, service(Map.of("http", 30001))),
                arguments("its Service carries it for a port that the app no longer has", ENTRY, app("app-1", "other", null),
                        service(Map.of("http", 30001))),
                arguments("its Service carries it still for a port that is not exposed any more", ENTRY, hiding("app-1", "http"),
                        service(Map.of("http", 30001))),
                arguments("the app pins it, though its Service carries another number", ENTRY, app("app-1", "http", 30001),
                        service(Map.of("http", 30009))),
                arguments("the app pins another number that is not served yet", ENTRY, app("app-1", "http", 30009), null),
                arguments("the Service carries other ports only", ENTRY, app("app-1", "http", null), service(Map.of("https", 30002))),
                arguments("its Service was edited by hand to a number that the app does not have", ENTRY, app("app-1", "http", null),
                        service(Map.of("http", 30008))),
                arguments("another port of the app is pinned to it", ENTRY, app("app-1", "other", 30001), null),
                arguments("the app that was created again pins another number, which may be refused", ENTRY, app("app-2", "http", 30009),
                        null),
                arguments("one of the two ports that share it is left", SHARED, app("app-1", "http", null), null),
                arguments("the app that was created again will take it over", ENTRY, app("app-2", "http", null), null),
                arguments("the app that was created again pins it", ENTRY, app("app-2", "http", 30001), null));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("It is wanted:")
    @MethodSource("wanted")
    void isWanted(String why, Entry entry, @Nullable App app, @Nullable SeenService service) {
        assertThat(Need.of(entry, app, service, BOOK)).as(why).isInstanceOf(Need.Wanted.class);
    }

    static Stream<Arguments> givenUp() {
        return Stream.of(arguments("the app is gone, and so is its Service", ENTRY, null, null),
                arguments("the app is gone, and its Service carries other numbers", ENTRY, null, service(Map.of("https", 30002))),
                arguments("the port is gone", ENTRY, app("app-1", "other", null), null),
                arguments("the port is not exposed any more", ENTRY, hiding("app-1", "http"), null),
                arguments("the port is not exposed any more, and its Service carries others", ENTRY, hiding("app-1", "http"),
                        service(Map.of("https", 30002))),
                arguments("the app that was created again does not expose the port", ENTRY, hiding("app-2", "http"), null),
                arguments("the app that was created again does not have the port", ENTRY, app("app-2", "other", null), null),
                arguments("the app that was created again has another number already", ENTRY, app("app-2", "http", null),
                        service(Map.of("http", 30009))),
                arguments("the app pins another number, and its Service carries that", ENTRY, app("app-1", "http", 30009),
                        service(Map.of("http", 30009))));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("It is given up:")
    @MethodSource("givenUp")
    void isGivenUp(String why, Entry entry, @Nullable App app, @Nullable SeenService service) {
        assertThat(Need.of(entry, app, service, BOOK)).as(why).isInstanceOf(Need.GivenUp.class);
    }

    static App app(String uid, String port, @Nullable Integer pin) {
        var nodePort = pin == null ? "" : ", nodePort: " + pin;
        return App.from(Serialization.unmarshal("""
                metadata: {namespace: shop, name: web, uid: %s}
                spec: {image: "web:1", ports: [{name: %s, containerPort: 8080, port: 80%s}]}
                """.formatted(uid, port, nodePort), ExposedApp.class));
    }

    private static App hiding(String uid, String port) {
        return App.from(Serialization.unmarshal("""
                metadata: {namespace: shop, name: web, uid: %s}
                spec: {image: "web:1", ports: [{name: %s, containerPort: 8080, port: 80, exposed: false}]}
                """.formatted(uid, port), ExposedApp.class));
    }

    static SeenService service(Map<String, Integer> numbers) {
        return Situation.seen(app("app-1", "http", null), numbers,
                new SeenService.Controller("exposedapp.io", "ExposedApp", "web", "app-1"));
    }
}
