package io.exposedapp.operator;

import io.exposedapp.operator.cluster.WritePolicy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What the operator is told by its environment. {@link Setting} lists the variables.
 *
 * @param namespace of the operator itself
 * @param identity under which it holds the lease
 * @param httpPort 0 = any free port
 */
public record Settings(
        boolean leaderElection,
        String namespace,
        String identity,
        int httpPort,
        Level logLevel,
        int workerThreads,
        WritePolicy writes,
        Lease lease) {

    /** Timing of the leader election; a standby takes over at the latest {@code duration + retryPeriod} after its leader went silent. */
    public record Lease(Duration duration, Duration renewDeadline, Duration retryPeriod) {
    }

    /**
     * Reads them all; nothing that is not understood is replaced by a default.
     *
     * @throws CannotStart with every problem, not only the first
     */
    public static Settings from(Map<String, String> environment) {
        var reader = new Reader(environment);
        var settings = new Settings(
                reader.bool(Setting.LEADER_ELECTION),
                reader.text(Setting.POD_NAMESPACE, Reader.NAMESPACE, Setting.POD_NAMESPACE.fallback()),
                reader.text(Setting.POD_NAME, Reader.IDENTITY, uniqueIdentity(environment)),
                reader.number(Setting.HTTP_PORT, 0, 65535),
                reader.level(Setting.LOG_LEVEL),
                reader.number(Setting.WORKER_THREADS, 1, 64),
                new WritePolicy(reader.writes(), reader.number(Setting.API_WRITES_PER_SECOND, 10, 100_000)),
                reader.lease());
        if (!reader.problems.isEmpty()) {
            throw new CannotStart(reader.problems);
        }
        return settings;
    }

    /** With a random part, since two processes of one machine that both believe to hold the lease would be worse than a slow take-over. */
    private static String uniqueIdentity(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("HOSTNAME")).filter(h -> !h.isBlank()).orElseGet(Settings::hostName) + "_"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "unknown-host";
        }
    }

    /** Collects problems and goes on with the fallback, whose value nobody sees. */
    private static final class Reader {

        static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
        static final Pattern IDENTITY = Pattern.compile("\\S{1,253}");
        private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

        private final Map<String, String> environment;
        private final List<String> problems = new ArrayList<>();

        Reader(Map<String, String> environment) {
            this.environment = environment;
        }

        boolean bool(Setting setting) {
            return read(setting, setting.fallback(), text -> switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> null;
            });
        }

        boolean writes() {
            return read(Setting.WRITES, Setting.WRITES.fallback(), text -> switch (text) {
                case "Enabled" -> true;
                case "Disabled" -> false;
                default -> null;
            });
        }

        String text(Setting setting, Pattern allowed, String fallback) {
            return read(setting, fallback, text -> allowed.matcher(text).matches() ? text : null);
        }

        Level level(Setting setting) {
            return read(setting, setting.fallback(), text -> {
                for (var level : Level.values()) {
                    if (level.name().toLowerCase(Locale.ROOT).equals(text)) {
                        return level;
                    }
                }
                return null;
            });
        }

        int number(Setting setting, int least, int most) {
            return read(setting, setting.fallback(), text -> {
                var number = NUMBER.matcher(text).matches() ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
                return number.isPresent() && least <= number.getAsInt() && number.getAsInt() <= most ? number.getAsInt() : null;
            });
        }

        Lease lease() {
            int before = problems.size();
            int duration = number(Setting.LEASE_DURATION_SECONDS, 1, 3600);
            int deadline = number(Setting.LEASE_RENEW_DEADLINE_SECONDS, 1, 3600);
            int retry = number(Setting.LEASE_RETRY_PERIOD_SECONDS, 1, 3600);
            if (problems.size() == before) {
                if (duration <= deadline) {
                    problems.add("LEASE_DURATION_SECONDS is %d and LEASE_RENEW_DEADLINE_SECONDS is %d: the first must be greater,"
                            .formatted(duration, deadline) + " so that a leader gives up before a standby takes over");
                }
                if (deadline * 10 <= retry * 22) {
                    problems.add("LEASE_RENEW_DEADLINE_SECONDS is %d and LEASE_RETRY_PERIOD_SECONDS is %d: the first must be greater than"
                            .formatted(deadline, retry) + " 2.2 times the second, so that the leader has a second try");
                }
            }
            return new Lease(Duration.ofSeconds(duration), Duration.ofSeconds(deadline), Duration.ofSeconds(retry));
        }

        private <T> T read(Setting setting, String fallback, Function<String, @Nullable T> parse) {
            var given = environment.get(setting.name());
            if (given != null) {
                var value = parse.apply(given);
                if (value != null) {
                    return value;
                }
                problems.add("%s is \"%s\": allowed is %s".formatted(setting.name(), given, setting.allowed()));
            }
            var value = parse.apply(fallback);
            if (value == null) {
                throw new IllegalStateException(setting + " has a fallback that it does not allow");
            }
            return value;
        }
    }
}
