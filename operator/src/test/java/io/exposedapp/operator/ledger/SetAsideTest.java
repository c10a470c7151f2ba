package io.exposedapp.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.exposedapp.api.v1.NodePortLedgerSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers that a ledger keeps for somebody, or for nobody. In the range 30000-30009 the port http of shop/web is at home in 30005. */
class SetAsideTest {

    @Test
    @DisplayName("A blocked number is granted to nobody, asked for or not, and its note is told")
    void blocked() {
        // Given
        var scene = ledger("[{numbers: ['30005'], note: ticket 4711}]").wants("http:80", "https:443=30005");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30006 FREE", "https - 30005 kept by default for null");
        assertThat(allocation.grants().get("https")).isInstanceOfSatisfying(Grant.Refused.class, refused -> assertThat(refused.refusal())
                .isInstanceOfSatisfying(Refusal.KeptForAnother.class, kept -> assertThat(kept.setAside().note()).isEqualTo("ticket 4711")));
    }

    @ParameterizedTest(name = "for {0}: {1}")
    @DisplayName("A number that is set aside is given to its beneficiary without a pin, and to nobody else")
    @MethodSource("beneficiaries")
    void withoutAPin(String beneficiary, String granted) {
        // Given
        var scene = ledger("[{numbers: ['30001'], for: " + beneficiary + "}]").wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly(granted);
    }

    static Stream<Arguments> beneficiaries() {
        return Stream.of(arguments("{namespace: shop}", "http 30001 SET_ASIDE"),
                arguments("{namespace: shop, app: web}", "http 30001 SET_ASIDE"),
                arguments("{namespace: shop, app: web, port: http}", "http 30001 SET_ASIDE"),
                arguments("{namespace: lab}", "http 30005 FREE"), arguments("{namespace: shop, app: other}", "http 30005 FREE"),
                arguments("{namespace: lab, app: web}", "http 30005 FREE"),
                arguments("{namespace: shop, app: web, port: https}", "http 30005 FREE"));
    }

    @Test
    @DisplayName("It comes after what the port holds and after its resting number, and before a free one")
    void fourthChoice() {
        // Given
        var scene = ledger("[{numbers: [30006-30009], for: {namespace: shop}}]").held(30001, "shop/web", "a:80")
                .resting(30002, "shop/web", "b:81").wants("a:80", "b:81", "c:82");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("a 30001 HELD", "b 30002 RESTING", "c 30008 SET_ASIDE");
    }

    @Test
    @DisplayName("Whom it means more closely is served first: a port before its app, an app before its namespace")
    void closeness() {
        // Given
        var scene = ledger("""
                [{numbers: [30005-30009], for: {namespace: shop}}, {numbers: ['30001'], for: {namespace: shop, app: web}},
                 {numbers: ['30000'], for: {namespace: shop, app: web, port: http}}]
                """).wants("grpc:90", "http:80", "https:443");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("grpc 30001 SET_ASIDE", "http 30000 SET_ASIDE", "https 30005 SET_ASIDE");
    }

    @Test
    @DisplayName("Of several that mean it alike it gets the next from its home position, so that a deleted entry comes back")
    void fromHome() {
        // Given
        var scene = ledger("[{numbers: [30001-30003, '30007'], for: {namespace: shop}}]").wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30007 SET_ASIDE");
    }

    @Test
    @DisplayName("When all of them are taken the beneficiary gets a free number like everybody")
    void usedUp() {
        // Given
        var scene = ledger("[{numbers: [30001-30003], for: {namespace: shop}}]").held(30001, "shop/other", "http:80")
                .onService(30002, "kube-system/thing").unreadable(30003, "no holder").wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30005 FREE");
    }

    @Test
    @DisplayName("What lies outside the range or is excluded is not granted, set aside or not")
    void notOfTheLedger() {
        // Given
        var scene = new Scene()
                .ledger("default",
                        "{range: 30000-30009, excluded: ['30001'], setAside: [{numbers: ['30001', '31000'], for: {namespace: shop}}]}")
                .wants("http:80", "https:443=31000");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30005 FREE", "https - 31000 out of 30000-30009");
    }

    @Test
    @DisplayName("A pin is for the beneficiary: another port, app or namespace is refused")
    void pins() {
        // Given
        var scene = ledger(
                """
                        [{numbers: ['30000'], for: {namespace: shop}}, {numbers: ['30001'], for: {namespace: shop, app: web}},
                         {numbers: ['30002'], for: {namespace: shop, app: web, port: c}}, {numbers: ['30003'], for: {namespace: shop, app: web, port: http}},
                         {numbers: ['30004'], for: {namespace: shop, app: other}}, {numbers: ['30007'], for: {namespace: lab}}]
                        """)
                .wants("a:80=30000", "b:81=30001", "c:82=30002", "d:83=30003", "e:84=30004", "f:85=30007");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("a 30000 PIN", "b 30001 PIN", "c 30002 PIN",
                "d - 30003 kept by default for shop/web (port http)", "e - 30004 kept by default for shop/other",
                "f - 30007 kept by default for namespace lab");
    }

    @Test
    @DisplayName("A promise to one holds against all, whichever ledger made it, and is kept for all to whom it was made")
    void ofAnyLedger() {
        // Given
        var scene = new Scene()
                .ledger("edge", "{range: 30000-30009, priority: -1, setAside: [{numbers: ['30005', '30006'], for: {namespace: lab}}]}")
                .ledger("core", "{range: 31000-31009, priority: -1, setAside: [{numbers: ['30006'], for: {namespace: shop}}]}")
                .wants("a:81=30005", "b:82=30006", "http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("a - 30005 kept by edge for namespace lab", "b 30006 PIN", "http 30007 FREE");
    }

    @Test
    @DisplayName("What another ledger sets aside for an app does not change where its numbers come from")
    void ofItsOwnLedgerOnly() {
        // Given
        var scene = new Scene()
                .ledger("edge", "{range: 30000-30009, priority: -1, setAside: [{numbers: ['30001'], for: {namespace: shop}}]}")
                .wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30005 FREE");
    }

    @Test
    @DisplayName("Setting aside a number that somebody holds moves nobody, and nobody takes it from him")
    void held() {
        // Given
        var scene = ledger("[{numbers: [30001-30003], for: {namespace: lab}}]").held(30001, "shop/web", "http:80")
                .held(30002, "shop/web", "a:81")
                .carries("lost", 30003).wants("a:81=30002", "http:80", "lost:83");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("a 30002 PIN", "http 30001 HELD", "lost 30003 HELD");
        assertThat(Told.claims(allocation)).containsExactly("create 30003 lost");
        assertThat(Told.grants(scene.app("lab/web").wants("http:80=30001").allocate()))
                .containsExactly("http - 30001 held by shop/web");
    }

    @Test
    @DisplayName("A number that rests goes to its beneficiary, and back to the port that gave it up only if that is the same")
    void resting() {
        // Given
        var scene = ledger("[{numbers: ['30001'], for: {namespace: shop, app: other}}]").resting(30001, "shop/web", "http:80")
                .wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30005 FREE");
        assertThat(Told.grants(scene.app("shop/other").wants("http:80=30001").allocate())).containsExactly("http 30001 PIN");
    }

    @Test
    @DisplayName("The census counts what is set aside and nobody has; taken ones count for what they are")
    void census() {
        // Given
        var scene = ledger("[{numbers: [30000-30003, '31000'], for: {namespace: shop}}, {numbers: ['30009']}]")
                .held(30000, "shop/web", "http:80").onService(30001, "kube-system/thing");

        // When
        var census = Census.of(scene.book(), scene.book().ledgers().named("default").orElseThrow());

        // Then: 30002, 30003 and 30009 are set aside, and are not kept in the API server
        assertThat(census).isEqualTo(new Census(10, 1, 0, 0, 3, 1, 0, 0, 4, 5, null));
    }

    @Test
    @DisplayName("Items that bypassed the schema make the ledger unreadable, in words that say where")
    void bypassed() {
        assertThatThrownBy(() -> SetAside.of("default", new NodePortLedgerSpec.SetAside(List.of("30000-29999"), null, null)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("30000-29999 is no range of ports");
        assertThat(ledgers("[{note: lost}]").unreadable()).containsEntry("default", "setAside: numbers is missing");
        assertThat(ledgers("[{numbers: ['30000'], for: {app: web}}]").unreadable()).containsEntry("default",
                "setAside: for.namespace is missing");
    }

    private static Ledgers ledgers(String setAside) {
        return ledger(setAside).book().ledgers();
    }

    private static Scene ledger(String setAside) {
        return new Scene().ledger("default", "{range: 30000-30009, setAside: " + setAside.strip() + "}");
    }
}
