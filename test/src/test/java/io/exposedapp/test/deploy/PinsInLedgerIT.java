package io.exposedapp.test.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.KubectlResult;
import io.exposedapp.test.tier.SampledTests;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ControlPlane
@SampledTests(everyday = 3)
@ExtendWith(GuardedCluster.Provider.class)
@DisplayName("Where pins must fit the ledger, a new pin")
class PinsInLedgerIT {

    private final GuardedCluster guarded;
    private final GuardedCluster.Tenant tenant;
    private final Person person;

    PinsInLedgerIT(GuardedCluster guarded) {
        this.guarded = guarded;
        this.tenant = guarded.pinningTenant();
        this.person = tenant.person();
    }

    @AfterEach
    void theNamespaceGoes() {
        tenant.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "apply", "apply --server-side"})
    @DisplayName("outside the range is refused with the range, and one inside is admitted")
    void range(String command) {
        // Given
        guarded.ledger("{range: 31000-31009}", 1, "range 31000-31009 ");

        // When
        KubectlResult refused = person.writes(Person.app("shop", Person.pin(9090)), command);
        KubectlResult admitted = person.writes(Person.app("shop", Person.pin(31000)), command);

        // Then
        assertThat(Person.refusal(refused)).isEqualTo("http: nodePort 9090 is not in the valid range 31000-31009 of ledger default; "
                + "choose one in the range, leave nodePort out, or name another ledger in exposure.ledger");
        admitted.orThrow();
    }

    @Test
    @DisplayName("is refused to an administrator as well")
    void administrators() {
        // Given
        guarded.ledger("{range: 31010-31019}", 1, "range 31010-31019 ");

        // When
        KubectlResult refused = guarded.administrator(person.namespace()).writes(Person.app("shop", Person.pin(31020)), "apply");

        // Then
        assertThat(Person.refusal(refused)).startsWith("http: nodePort 31020 is not in the valid range 31010-31019 ");
    }

    @Test
    @DisplayName("may be the first and the last number, and all that are not are told at once")
    void borders() {
        // Given
        guarded.ledger("{range: 31020-31029}", 1, "range 31020-31029 ");
        String ports = IntStream.of(31019, 31020, 31029, 31030)
                .mapToObj(number -> "{name: p-%1$d, containerPort: %1$d, nodePort: %1$d}".formatted(number))
                .collect(Collectors.joining(", "));

        // When
        KubectlResult refused = person.tries(Person.app("shop", ports));

        // Then
        assertThat(Person.refusal(refused))
                .startsWith("p-31019: nodePort 31019, p-31030: nodePort 31030 are not in the valid range 31020-31029 of ledger default; ");
    }

    @ParameterizedTest
    @CsvSource({"31034,true", "31035,false", "31036,true", "31039,true", "31040,false", "31044,false", "31045,true", "10250,false"})
    @DisplayName("on an excluded number is refused, those included that every ledger excludes")
    void excluded(int number, boolean admitted) {
        // Given
        guarded.ledger("{range: 10000-31099, excluded: [\"31035\", 31040-31044]}", 1, "range 10000-31099 ");

        // When
        KubectlResult tried = person.tries(Person.app("shop", Person.pin(number)));

        // Then
        if (admitted) {
            tried.orThrow();
        } else {
            assertThat(Person.refusal(tried)).isEqualTo(
                    "http: nodePort " + number + " is excluded by ledger default; choose another, or leave nodePort out");
        }
    }

    @ParameterizedTest
    @CsvSource({
            "31050, shop, http,  (ticket 4711)", "31055, shop, http, ''", "31060, shop, http,", "31061, shop, http,",
            "31061, web, http, ''", "31062, shop, http,", "31062, shop, admin, ''", "31063, shop, http,", "31064, shop, http, ''"})
    @DisplayName("on a number that is set aside is refused, unless it is for that namespace, app or port")
    void setAside(int number, String app, String port, String note) {
        // Given
        guarded.ledger("""
                {range: 31050-31069, setAside: [
                  {numbers: ["31050"], note: ticket 4711},
                  {numbers: [31054-31055], for: {namespace: elsewhere}},
                  {numbers: ["31060"], for: {namespace: %1$s}},
                  {numbers: ["31061"], for: {namespace: %1$s, app: shop}},
                  {numbers: ["31062"], for: {namespace: %1$s, app: shop, port: http}},
                  {numbers: ["31063"]}, {numbers: [31063-31064]}, {numbers: ["31063"], for: {namespace: %1$s}}]}
                """.formatted(person.namespace()), 1, "range 31050-31069 ");

        // When
        KubectlResult tried = person.tries(Person.app(app, Person.pin(number).replace("http", port)));

        // Then
        if (note == null) {
            tried.orThrow();
        } else {
            assertThat(Person.refusal(tried)).isEqualTo(port + ": nodePort " + number + (note.isEmpty() ? "" : " " + note)
                    + " is set aside for others by ledger default; choose another, or leave nodePort out");
        }
    }

    @Test
    @DisplayName("is found among a hundred in a ledger that excludes five hundred ranges and sets forty aside: CEL's budget allows it")
    void manyOfAll() {
        // Given
        guarded.ledger("{range: 30000-32199, excluded: [%s], setAside: [{numbers: [%s]}, {numbers: [%s]}]}".formatted(ranges(30000, 500),
                ranges(31000, 20), ranges(31100, 20)), 1, "range 30000-32199 ");
        String ports = IntStream.rangeClosed(0, 99)
                .mapToObj(i -> "{name: p%1$d, containerPort: %2$d, nodePort: %3$d}".formatted(i, 1000 + i, i < 99 ? 32000 + i : 30998))
                .collect(Collectors.joining(", "));

        // When
        KubectlResult refused = person.tries(Person.app("shop", ports));

        // Then
        assertThat(Person.refusal(refused)).startsWith("p99: nodePort 30998 is excluded by ledger default; ");
    }

    private static String ranges(int first, int count) {
        return IntStream.range(0, count).mapToObj(i -> "%1$d-%1$d".formatted(first + 2 * i)).collect(Collectors.joining(", "));
    }
}
