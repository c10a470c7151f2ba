package io.exposedapp.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which ledger an app's new numbers come from, and what is said when none will have it. The range tells the ledger. */
class SeveralLedgersTest {

    private static final String EDGE = "{range: 30000-30009, namespaceSelector: {matchLabels: {tier: edge}}}";
    private static final String CORE = "{range: 31000-31009}";

    @Test
    @DisplayName("The ledger that the app names is used, whatever the priorities")
    void named() {
        // Given
        var scene = new Scene().ledger("core", CORE).ledger("gold", "{range: 32000-32009, priority: 9}").asks("core").wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.numbers().get("http")).isBetween(31000, 31009);
        assertThat(allocation.claims()).singleElement().extracting(claim -> claim.entry().ledger()).isEqualTo("core");
    }

    @Test
    @DisplayName("Of those that admit the namespace the one with the highest priority is used")
    void byPriority() {
        // Given
        var scene = new Scene().ledger("aaa", CORE).ledger("gold", "{range: 32000-32009, priority: 9}")
                .ledger("best", "{range: 31500-31509, priority: 10, namespaceSelector: {matchLabels: {tier: edge}}}").wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.claims()).singleElement().extracting(claim -> claim.entry().ledger()).isEqualTo("gold");
    }

    @Test
    @DisplayName("Of equals the first by name is used")
    void byName() {
        // Given
        var scene = new Scene().ledger("core", CORE).ledger("aaa", "{range: 32000-32009}").wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.claims()).singleElement().extracting(claim -> claim.entry().ledger()).isEqualTo("aaa");
    }

    @ParameterizedTest(name = "{0} with tier={1}: {2}")
    @DisplayName("A ledger admits namespaces by their labels, as Kubernetes reads a selector")
    @CsvSource(delimiter = '|', value = {
            "{matchLabels: {tier: edge}}                                                  | edge | true",
            "{matchLabels: {tier: edge}}                                                  | core | false",
            "{matchLabels: {tier: edge}}                                                  |      | false",
            "{}                                                                           |      | true",
            "{matchExpressions: [{key: tier, operator: In, values: [edge, rim]}]}         | edge | true",
            "{matchExpressions: [{key: tier, operator: In, values: [edge, rim]}]}         | core | false",
            "{matchExpressions: [{key: tier, operator: In, values: [edge, rim]}]}         |      | false",
            "{matchExpressions: [{key: tier, operator: NotIn, values: [edge, rim]}]}      | edge | false",
            "{matchExpressions: [{key: tier, operator: NotIn, values: [edge, rim]}]}      | core | true",
            "{matchExpressions: [{key: tier, operator: NotIn, values: [edge, rim]}]}      |      | true",
            "{matchExpressions: [{key: tier, operator: Exists}]}                          | core | true",
            "{matchExpressions: [{key: tier, operator: Exists}]}                          |      | false",
            "{matchExpressions: [{key: tier, operator: DoesNotExist}]}                    | core | false",
            "{matchExpressions: [{key: tier, operator: DoesNotExist}]}                    |      | true",
            "{matchLabels: {tier: edge}, matchExpressions: [{key: a, operator: Exists}]}  | edge | false"})
    void bySelector(String selector, String tier, boolean admitted) {
        // Given
        var scene = new Scene().noLedger().ledger("edge", "{range: 30000-30009, namespaceSelector: " + selector + "}").wants("http:80");
        if (tier != null) {
            scene.labelled("tier", tier);
        }

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation))
                .containsExactly(admitted ? "http 30005 FREE" : "http - shop not admitted by null, but by []");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A selector that makes no sense makes its ledger unreadable, and says why")
    @CsvSource(delimiter = '|', value = {
            "{key: tier, operator: Is, values: [edge]}     | namespaceSelector: the operator Is is none of In, NotIn, Exists, DoesNotExist",
            "{key: tier, operator: In}                     | namespaceSelector: tier In needs values",
            "{key: tier, operator: NotIn, values: []}      | namespaceSelector: tier NotIn needs values",
            "{key: tier, operator: Exists, values: [edge]} | namespaceSelector: tier Exists takes no values",
            "{operator: Exists}                            | namespaceSelector: an expression has no key"})
    void selectorWithoutSense(String expression, String problem) {
        // Given
        var scene = new Scene().ledger("edge", "{range: 30000-30009, namespaceSelector: {matchExpressions: [" + expression + "]}}");

        // When
        var ledgers = scene.book().ledgers();

        // Then
        assertThat(ledgers.unreadable()).containsExactly(Map.entry("edge", problem));
    }

    @Test
    @DisplayName("A full ledger does not fall through to the next: where numbers come from must not depend on the hour")
    void noFallThrough() {
        // Given
        var scene = new Scene().ledger("core", "{range: 31000-31000, priority: 1}").held(31000, "lab/full", "http:80")
                .ledgerOf(31000, "core")
                .wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http - core exhausted");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("not there", new Scene().asks("edge"), "no ledger edge"),
                arguments("unreadable", new Scene().ledger("edge", "{range: 3-2}").asks("edge"), "no ledger edge of unreadable [edge]"),
                arguments("not for the namespace", new Scene().ledger("edge", EDGE).ledger("core", CORE).asks("edge"),
                        "shop not admitted by edge, but by [core, default]"),
                arguments("not for the namespace, nor is any other", new Scene().noLedger().ledger("edge", EDGE).asks("edge"),
                        "shop not admitted by edge, but by []"),
                arguments("none, and none admits the namespace", new Scene().noLedger().ledger("edge", EDGE),
                        "shop not admitted by null, but by []"),
                arguments("none, and none can be read", new Scene().noLedger().ledger("edge", "{range: 3-2}"),
                        "no ledger of unreadable [edge]"));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("An app whose ledger will not have it is refused, pinned or not, and keeps what it holds")
    @MethodSource("refusals")
    void refused(String asked, Scene scene, String refusal) {
        // Given
        scene.held(30001, "shop/web", "held:79").wants("held:79", "http:80", "pinned:81=30003");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).as(asked).containsExactly("held 30001 HELD", "http - " + refusal, "pinned - " + refusal);
        assertThat(allocation.claims()).isEmpty();
    }

    @Test
    @DisplayName("A ledger that cannot be read does not stop the others")
    void unreadableBeside() {
        // Given
        var scene = new Scene().ledger("aaa", "{range: 3-2}").wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30005 FREE");
    }

    @Test
    @DisplayName("A pin outside the app's ledger is refused with the ledger that has it and admits the namespace")
    void elsewhere() {
        // Given
        var scene = new Scene().ledger("core", "{range: 31000-31009, excluded: ['31001']}")
                .ledger("edge", "{range: 29000-29009, namespaceSelector: {matchLabels: {tier: edge}}}")
                .ledger("zero", "{range: 31000-31009, priority: -1}").asks("default")
                .wants("a:80=31000", "b:81=31001", "c:82=29000", "d:83=33000");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("a - 31000 out of 30000-30009, but in core",
                "b - 31001 out of 30000-30009, but in zero", "c - 29000 out of 30000-30009", "d - 33000 out of 30000-30009");
    }

    @Test
    @DisplayName("Ledgers whose ranges overlap never grant a number twice, and know of it")
    void overlapping() {
        // Given
        var scene = new Scene().ledger("core", "{range: 30005-30014}").held(30005, "lab/other", "http:80").ledgerOf(30005, "core")
                .resting(30006, "lab/old", "http:80").ledgerOf(30006, "core").asks("default").wants("http:80", "pin:81=30005");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30007 FREE", "pin - 30005 held by lab/other");
        var ledgers = scene.book().ledgers();
        assertThat(ledgers.overlapping(ledgers.named("core").orElseThrow()))
                .containsExactly(Map.entry("default", new Range(30005, 30009)));
    }

    @Test
    @DisplayName("What another ledger has of the range is counted apart, so that the counts of a full one add up")
    void censusOfOverlapping() {
        // Given
        var scene = new Scene().range(30000, 30002).held(30000, "shop/a", "http:80").held(30001, "shop/b", "http:80")
                .ledgerOf(30001, "core")
                .unreadable(30002, "no holder").wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.grants()).containsEntry("http",
                new Grant.Refused(null, new Refusal.Exhausted("default", new Census(3, 1, 0, 0, 0, 0, 2, 0, 0, 0, null))));
    }

    @Test
    @DisplayName("Naming another ledger moves no number that is held; the next new one comes from there")
    void changeOfLedger() {
        // Given
        var scene = new Scene().ledger("core", CORE).held(30001, "shop/web", "http:80").asks("core").wants("http:80", "https:443");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.numbers()).containsEntry("http", 30001).hasEntrySatisfying("https",
                number -> assertThat(number).isBetween(31000, 31009));
        assertThat(Told.claims(allocation)).singleElement().asString().startsWith("create 31").endsWith(" https");
    }

    @Test
    @DisplayName("A number whose entry was lost is entered under a ledger that has it, the app's own first")
    void madeAgain() {
        // Given
        var scene = new Scene().ledger("core", "{range: 30005-31009}").asks("default").carries("a", 30001).carries("b", 30005)
                .carries("c", 31000).carries("d", 29999).wants("a:80", "b:81", "c:82", "d:83");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.claims().stream().map(claim -> claim.entry().number() + " " + claim.entry().ledger()))
                .containsExactly("29999 default", "30001 default", "30005 default", "31000 core");
    }

    @Test
    @DisplayName("A number whose entry was lost while every ledger is gone is entered under the name default")
    void madeAgainWithoutLedgers() {
        // Given
        var scene = new Scene().noLedger().carries("http", 30001).wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.claims()).singleElement().satisfies(claim -> {
            assertThat(claim.entry().ledger()).isEqualTo("default");
            assertThat(claim.entry().reclaimPolicy()).isEqualTo("CoolDown");
        });
    }
}
