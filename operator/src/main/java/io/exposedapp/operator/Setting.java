package io.exposedapp.operator;

/**
 * Every variable of the environment that the operator reads, by its name. Which cluster it works on is told by {@code KUBECONFIG}, or by the
 * service account of its pod, as the Kubernetes client reads them.
 */
public enum Setting {

    LEADER_ELECTION("true", "true or false",
            "Whether replicas agree on one that acts. Off only where there can be no second one."),
    POD_NAMESPACE("exposedapp-system",
            "the name of a namespace",
            "Where the operator keeps its lease and the Services hold-<number>, and asks for the range of node ports; the namespace of its pod."),
    POD_NAME(
            "the host's name and a random part", "1 to 253 characters without a space",
            "Under which name this process holds the lease: no two processes may have the same."),
    HTTP_PORT("8080",
            "a number from 0 to 65535 (0 = any free port)",
            "Where /livez, /readyz and /metrics are served."),
    LOG_LEVEL("info",
            "error, warn, info, debug or trace",
            "What is logged; the libraries log one level less."),
    WORKER_THREADS("16",
            "a number from 1 to 64",
            "How many objects each controller works on at a time. The apps of one namespace have at most a quarter of them."),
    WRITES("Enabled",
            "Enabled or Disabled",
            "Disabled: the process takes no lease, makes its passes, logs and counts each write that it would make, and sends none."),
    API_WRITES_PER_SECOND("500",
            "a number from 10 to 100000",
            "How many writes a second this process sends to the API server at most, and how many at once after a second without any. The lease is not counted."),
    LEASE_DURATION_SECONDS("15",
            "a number from 1 to 3600",
            "How long a standby waits for a leader that has gone silent; greater than LEASE_RENEW_DEADLINE_SECONDS."),
    LEASE_RENEW_DEADLINE_SECONDS(
            "10", "a number from 1 to 3600",
            "How long the leader tries to renew its lease before it gives up; greater than 2.2 times LEASE_RETRY_PERIOD_SECONDS."),
    LEASE_RETRY_PERIOD_SECONDS(
            "2", "a number from 1 to 3600",
            "How long to wait between two tries to get or renew the lease.");

    private final String fallback;
    private final String allowed;
    private final String meaning;

    Setting(String fallback, String allowed, String meaning) {
        this.fallback = fallback;
        this.allowed = allowed;
        this.meaning = meaning;
    }

    /** What counts when the variable is not set, as people read it. */
    public String fallback() {
        return fallback;
    }

    /** What may be given, in words. */
    public String allowed() {
        return allowed;
    }

    /** What it is for. */
    public String meaning() {
        return meaning;
    }
}
