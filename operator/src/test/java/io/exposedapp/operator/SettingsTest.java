package io.exposedapp.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.exposedapp.operator.cluster.WritePolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.Level;

class SettingsTest {

    @Test
    @DisplayName("Without any variable every default counts")
    void appliesDefaults() {
        // When
        var settings = Settings.from(Map.of("HOSTNAME", "box"));

        // Then
        assertThat(settings).usingRecursiveComparison().ignoringFields("identity")
                .isEqualTo(new Settings(true, "exposedapp-system", "", 8080,
                        Level.INFO, 16, new WritePolicy(true, 500),
                        new Settings.Lease(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2))));
        assertThat(settings.identity()).matches("box_[0-9a-f]{8}");
    }

    @Test
    @DisplayName("Every variable is heard")
    void readsEveryVariable() {
        // Given
        var environment = new HashMap<>(Map.of("LEADER_ELECTION", "false", "POD_NAMESPACE", "apps", "POD_NAME", "operator-0", "HTTP_PORT",
                "0", "LOG_LEVEL", "debug", "WORKER_THREADS", "64", "LEASE_DURATION_SECONDS", "5", "LEASE_RENEW_DEADLINE_SECONDS", "3",
                "LEASE_RETRY_PERIOD_SECONDS", "1"));
        environment.putAll(Map.of("WRITES", "Disabled", "API_WRITES_PER_SECOND", "20"));

        // When
        var settings = Settings.from(environment);

        // Then
        assertThat(environment).hasSize(Setting.values().length);
        assertThat(settings).isEqualTo(new Settings(false, "apps", "operator-0", 0, Level.DEBUG, 64, new WritePolicy(false, 20),
                new Settings.Lease(Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(1))));
    }

    @Test
    @DisplayName("All problems are told at once, each with the variable, its value and what is allowed")
    void tellsAllProblems() {
        // Given
        var environment = Map.of("LEADER_ELECTION", "yes", "POD_NAMESPACE", "Apps", "POD_NAME", "", "HTTP_PORT", "65536", "LOG_LEVEL",
                "INFO",
                "WORKER_THREADS", "0", "LEASE_DURATION_SECONDS", "15s");

        // When
        var refused = catchThrowableOfType(CannotStart.class, () -> Settings.from(environment));

        // Then
        assertThat(refused.problems()).containsExactly(
                "LEADER_ELECTION is \"yes\": allowed is true or false",
                "POD_NAMESPACE is \"Apps\": allowed is the name of a namespace",
                "POD_NAME is \"\": allowed is 1 to 253 characters without a space",
                "HTTP_PORT is \"65536\": allowed is a number from 0 to 65535 (0 = any free port)",
                "LOG_LEVEL is \"INFO\": allowed is error, warn, info, debug or trace",
                "WORKER_THREADS is \"0\": allowed is a number from 1 to 64",
                "LEASE_DURATION_SECONDS is \"15s\": allowed is a number from 1 to 3600");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "10 | 10 | 2 | LEASE_DURATION_SECONDS is 10 and LEASE_RENEW_DEADLINE_SECONDS is 10: the first must be greater",
            "30 | 22 | 10 | LEASE_RENEW_DEADLINE_SECONDS is 22 and LEASE_RETRY_PERIOD_SECONDS is 10: the first must be greater than 2.2 times"})
    @DisplayName("Times of the lease that could leave two leaders, or none, are refused")
    void refusesALeaseOutOfOrder(String duration, String deadline, String retry, String problem) {
        // Given
        var environment = Map.of("LEASE_DURATION_SECONDS", duration, "LEASE_RENEW_DEADLINE_SECONDS", deadline, "LEASE_RETRY_PERIOD_SECONDS",
                retry);

        // When
        var refused = catchThrowableOfType(CannotStart.class, () -> Settings.from(environment));

        // Then
        assertThat(refused.problems()).singleElement().asString().startsWith(problem);
    }

    @Test
    @DisplayName("Two processes on one host never share an identity by default")
    void keepsIdentitiesApart() {
        // Given
        var first = Settings.from(Map.of());

        // When
        var second = Settings.from(Map.of());

        // Then
        assertThat(second.identity()).isNotEqualTo(first.identity());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A variable that is set to nothing is a problem, not a default")
    void refusesEmptyValues(Setting setting) {
        // Given
        var environment = Map.of(setting.name(), "");

        // When
        var refused = catchThrowableOfType(CannotStart.class, () -> Settings.from(environment));

        // Then
        assertThat(refused).hasMessage(setting + " is \"\": allowed is " + setting.allowed());
    }
}
