package io.exposedapp.operator.cluster;

import io.exposedapp.operator.ledger.Range;
import io.exposedapp.operator.plan.Failure;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Tells the API server's refusals apart, by code, reason and causes. The answers it was written for are kept, as a Kubernetes 1.36 gave them,
 * with its test.
 */
public final class ApiFailures {

    /** Longest message that goes into a condition or an event; a Pod Security refusal takes about 500. */
    private static final int LONGEST = 1000;

    private static final Pattern NODE_PORT = Pattern.compile("spec\\.ports\\[\\d+]\\.nodePort");
    private static final Pattern VALUE = Pattern.compile("Invalid value: (\\d+)");
    private static final Pattern RANGE = Pattern.compile("The range of valid ports is (\\d+)-(\\d+)");
    private static final String ALLOCATED = "already allocated";

    /** Of an API server whose range differs from the one that another API server has stored for all: it cannot allocate any number. */
    private static final String OTHER_RANGE = "the provided range does not match the current range";

    /** How messages begin that the API server passes on from etcd. */
    private static final String ETCD = "etcdserver: ";
    private static final String TOO_LARGE = "request is too large";

    /** The name is left out, since it differs from pod to pod and would make a new message of the same refusal. */
    private static final Pattern WHAT_IS_REFUSED = Pattern.compile("^\\S+( \"[^\"]*\")? is (forbidden|invalid): ");

    private ApiFailures() {
    }

    /** What a failed request means. */
    public static Failure classify(KubernetesClientException e) {
        if (!isFromApiServer(e)) {
            return timedOut(e) ? new Failure.Failed(words(e)) : new Failure.Unavailable(words(e));
        }
        int code = e.getCode();
        return switch (code) {
            case 409 -> "AlreadyExists".equals(reason(e)) ? new Failure.AlreadyExists() : new Failure.Conflict();
            case 404 -> new Failure.Gone();
            case 422 -> invalid(e);
            case 403 -> causes(e).stream().anyMatch(c -> "NamespaceTerminating".equals(c.getReason()))
                    ? new Failure.NamespaceTerminating()
                    : new Failure.Rejected(words(e));
            // 401: a token or certificate that is being rotated. 410: a list that took too long.
            case 401, 408, 410, 429 -> new Failure.Unavailable(words(e));
            // An error of the API server's own is about the one write, and others may go on, unless it is about etcd as a whole.
            default -> code >= 400 && code < 500
                    ? new Failure.Rejected(words(e))
                    : aboutEtcd(e.getStatus()) ? new Failure.Unavailable(words(e)) : new Failure.Failed(words(e));
        };
    }

    /**
     * The answer carries a Status of the API server's own. A proxy before it answers with a page, whatever the code, and the API server itself with
     * a line of text for a kind that it does not serve: the client makes a Status of those that says neither Failure nor Success.
     */
    static boolean isFromApiServer(KubernetesClientException e) {
        return e.getStatus() != null && "Failure".equals(e.getStatus().getStatus());
    }

    /** No Status, and 404: of a path that it does not serve the API server says what any web server says, and so does a proxy. */
    static boolean isUnknownPath(KubernetesClientException e) {
        return e.getCode() == 404 && !isFromApiServer(e);
    }

    private static boolean aboutEtcd(Status status) {
        var message = Objects.requireNonNullElse(status.getMessage(), "").replaceFirst("^Internal error occurred: ", "");
        return message.startsWith(ETCD) && !message.contains(TOO_LARGE);
    }

    /** The connection stands, and the answer is missing: whatever holds the API server up is behind this request. */
    private static boolean timedOut(KubernetesClientException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException
                    || (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException))) {
                return true;
            }
        }
        return false;
    }

    /** The range that an answer "provided port is not in the valid range" names. */
    public static Optional<Range> range(String message) {
        var matcher = RANGE.matcher(message);
        return matcher.find()
                ? Optional.of(new Range(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    private static Failure invalid(KubernetesClientException e) {
        var causes = causes(e);
        if (isFailedTest(e.getStatus(), causes) || isForeignUid(causes)) {
            return new Failure.Conflict();
        }
        return causes.stream().flatMap(cause -> number(cause).stream()).findFirst().orElseGet(() -> new Failure.Rejected(words(e)));
    }

    private static Optional<Failure> number(StatusCause cause) {
        var message = Objects.requireNonNullElse(cause.getMessage(), "");
        var value = VALUE.matcher(message);
        if (!NODE_PORT.matcher(Objects.requireNonNullElse(cause.getField(), "")).matches() || !value.find()) {
            return Optional.empty();
        }
        if (message.contains(OTHER_RANGE)) {
            return Optional.of(new Failure.Failed(message + ": the API servers of this cluster differ in --service-node-port-range"));
        }
        int number = Integer.parseInt(value.group(1));
        return message.contains(ALLOCATED)
                ? Optional.of(new Failure.NumberTaken(number))
                : range(message).map(range -> new Failure.NumberOutOfRange(number, range));
    }

    /** A JSON patch whose test failed: details without a name, a kind or causes. A webhook's refusal has no details at all. */
    private static boolean isFailedTest(Status status, List<StatusCause> causes) {
        var details = status.getDetails();
        return details != null && details.getKind() == null && details.getName() == null && causes.isEmpty();
    }

    /** A server-side apply with the UID of an object that was re-created: "field is immutable". */
    private static boolean isForeignUid(List<StatusCause> causes) {
        return !causes.isEmpty() && causes.stream().allMatch(c -> "metadata.uid".equals(c.getField()));
    }

    private static List<StatusCause> causes(KubernetesClientException e) {
        var status = e.getStatus();
        return status == null || status.getDetails() == null || status.getDetails().getCauses() == null
                ? List.of()
                : status.getDetails().getCauses();
    }

    private static String reason(KubernetesClientException e) {
        return e.getStatus() == null ? "" : Objects.requireNonNullElse(e.getStatus().getReason(), "");
    }

    /** What the API server said, or what kept it from saying anything: one line that fits a condition, without the name of the object. */
    public static String words(KubernetesClientException e) {
        var status = e.getStatus();
        var said = status == null || status.getMessage() == null || status.getMessage().isBlank() ? unsaid(e) : status.getMessage();
        var line = WHAT_IS_REFUSED.matcher(said.replaceAll("\\s+", " ").strip()).replaceFirst("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    /** The innermost cause says most. Below the JDK's ConnectException, which has no message, is only how it was noticed. */
    private static String unsaid(KubernetesClientException e) {
        if (e.getCode() >= 400) {
            return "HTTP " + e.getCode();
        }
        Throwable innermost = e;
        for (var cause = e.getCause(); cause != null && !(cause instanceof ClosedChannelException); cause = cause.getCause()) {
            innermost = cause;
        }
        var name = innermost.getClass().getSimpleName();
        var message = innermost.getMessage();
        return message == null || message.isBlank() ? name : name + ": " + message;
    }
}
