package io.exposedapp.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A number is given twice")
class DuplicatesTest {

    static Stream<Arguments> books() {
        return Stream.of(
                Arguments.of("not when its app's Service carries it",
                        new Scene().held(30001, "shop/web", "http:80").onService(30001, "shop/web"), 0),
                Arguments.of("when two Services carry it", new Scene().onService(30001, "shop/web").onService(30001, "bank/api"), 1),
                Arguments.of("when the Service of another app with numbers carries it alone",
                        new Scene().held(30001, "shop/web", "http:80").held(30002, "bank/api", "http:80").onService(30001, "bank/api"), 1),
                Arguments.of("not when a foreign Service carries it instead of its app's",
                        new Scene().held(30001, "shop/web", "http:80").onService(30001, "kube-system/dns"), 0),
                Arguments.of("when a foreign Service carries it beside its app's",
                        new Scene().held(30001, "shop/web", "http:80").onService(30001, "shop/web").onService(30001, "kube-system/dns"), 1),
                Arguments.of("not while it rests and nobody carries it", new Scene().resting(30001, "shop/web", "http:80"), 0),
                Arguments.of("once for each of two such numbers", new Scene().onService(30001, "shop/web").onService(30001, "bank/api")
                        .onService(30002, "shop/web").onService(30002, "bank/api"), 2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("books")
    void counted(String story, Scene scene, int duplicates) {
        assertThat(Duplicates.of(scene.book())).as(story).hasSize(duplicates);
    }
}
