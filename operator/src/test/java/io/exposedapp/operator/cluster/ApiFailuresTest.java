package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.exposedapp.operator.ledger.Range;
import io.exposedapp.operator.plan.Failure;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.internal.OperationSupport;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URISyntaxException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files under {@code answers/} are what a kube-apiserver 1.36.3 really said. */
class ApiFailuresTest {

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments("service-number-taken", new Failure.NumberTaken(32222)),
                arguments("service-exists-with-number", new Failure.NumberTaken(32222)),
                arguments("service-number-out-of-range", new Failure.NumberOutOfRange(9090, new Range(30000, 32767))),
                arguments("service-other-range",
                        new Failure.Failed("Invalid value: 30143: the provided range does not match the current range:"
                                + " the API servers of this cluster differ in --service-node-port-range")),
                arguments("range-probe", new Failure.NumberOutOfRange(65535, new Range(30000, 32767))),
                arguments("range-probe-in-range", new Failure.NumberTaken(30100)),
                arguments("service-exists", new Failure.AlreadyExists()),
                arguments("pod-exists", new Failure.AlreadyExists()),
                arguments("json-patch-test-failed", new Failure.Conflict()),
                arguments("apply-wrong-uid", new Failure.Conflict()),
                arguments("apply-missing-uid", new Failure.Conflict()),
                arguments("apply-conflict", new Failure.Conflict()),
                arguments("stale-resource-version", new Failure.Conflict()),
                arguments("delete-wrong-uid", new Failure.Conflict()),
                arguments("not-found", new Failure.Gone()),
                arguments("namespace-missing", new Failure.Gone()),
                arguments("namespace-terminating", new Failure.NamespaceTerminating()),
                arguments("quota-exceeded", new Failure.Rejected("exceeded quota: q, requested: pods=1, used: pods=0, limited: pods=0")),
                arguments("pod-security",
                        new Failure.Rejected("violates PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false"
                                + " (container \"app\" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities"
                                + " (container \"app\" must set securityContext.capabilities.drop=[\"ALL\"]), runAsNonRoot != true"
                                + " (pod or container \"app\" must set securityContext.runAsNonRoot=true), seccompProfile"
                                + " (pod or container \"app\" must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\")")),
                arguments("service-account-missing",
                        new Failure.Rejected("error looking up service account sec/nobody: serviceaccount \"nobody\" not found")),
                arguments("unknown-field", new Failure.Rejected("Pod in version \"v1\" cannot be handled as a Pod: strict decoding error:"
                        + " unknown field \"spec.containers[0].imagee\"")),
                arguments("pod-invalid-value", new Failure.Rejected("[spec.containers[0].resources.requests: Invalid value: \"2\":"
                        + " must be less than or equal to cpu limit of 1, spec.containers[0].lifecycle.preStop.sleep: Invalid value: -4:"
                        + " must be non-negative and less than terminationGracePeriodSeconds (3600)]")),
                arguments("several-causes",
                        new Failure.Rejected("[spec.ports[0].name: Required value, spec.ports[1].name: Required value]")),
                arguments("admission-policy", new Failure.Rejected("ValidatingAdmissionPolicy 'no-node-ports' with binding 'no-node-ports'"
                        + " denied request: node ports are not allowed here")),
                arguments("not-permitted", new Failure.Rejected("User \"system:serviceaccount:exposedapp-system:exposedapp-operator\""
                        + " cannot create resource \"pods\" in API group \"\" in the namespace \"default\"")),
                arguments("unauthorized", new Failure.Unavailable("Unauthorized")),
                arguments("webhook-unreachable", new Failure.Failed("Internal error occurred: failed calling webhook"
                        + " \"nobody.example.com\": failed to call webhook: Post \"https://127.0.0.1:9/x?timeout=10s\":"
                        + " dial tcp 127.0.0.1:9: connect: connection refused")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("answers")
    @DisplayName("Each recorded answer of the API server is understood")
    void understandsRecordedAnswers(String file, Failure expected) throws Exception {
        // Given
        var status = Serialization.unmarshal(Files.readString(folder().resolve(file + ".json")), Status.class);

        // When
        var failure = ApiFailures.classify(new KubernetesClientException(status));

        // Then
        assertThat(failure).isEqualTo(expected);
    }

    @Test
    @DisplayName("No recorded answer lies there unused")
    void usesEveryRecordedAnswer() throws Exception {
        // Given
        try (var files = Files.list(folder())) {
            // When
            var recorded = files.map(f -> f.getFileName().toString().replace(".json", "")).toList();

            // Then
            assertThat(recorded)
                    .containsExactlyInAnyOrderElementsOf(answers().map(a -> (String) a.get()[0]).toList());
        }
    }

    @Test
    @DisplayName("A connection that was refused is named by its cause, which has no message of its own")
    void namesTheInnermostCause() {
        // Given
        var refused = new IOException(new IOException(new ConnectException().initCause(new ClosedChannelException())));

        // When
        var failure = ApiFailures.classify(new KubernetesClientException("An error has occurred.", refused));

        // Then
        assertThat(failure).isEqualTo(new Failure.Unavailable("ConnectException"));
    }

    @Test
    @DisplayName("A webhook's 422 without details is a refusal, not a failed test of a patch that would be tried for ever")
    void tellsAWebhookFromAFailedTest() {
        // Given
        var denied = new StatusBuilder().withCode(422).withStatus("Failure")
                .withMessage("admission webhook \"x.example.com\" denied the request: no").build();

        // When
        var failure = ApiFailures.classify(new KubernetesClientException(denied));

        // Then
        assertThat(failure).isEqualTo(new Failure.Rejected("admission webhook \"x.example.com\" denied the request: no"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {400, 403, 404, 409, 413, 422, 502, 507})
    @DisplayName("An answer without a Status is not the API server's, whatever its code: the client makes one of it, and it is tried again as a whole")
    void tellsAProxyFromTheApiServer(int code) {
        // Given
        var page = OperationSupport.createStatus(code, "from a proxy");

        // When
        var failure = ApiFailures.classify(new KubernetesClientException(page));

        // Then
        assertThat(failure).isEqualTo(new Failure.Unavailable("from a proxy"));
    }

    @Test
    @DisplayName("A 404 without a Status proves nothing of the object: it may be a missing CRD's, or a proxy's")
    void takesAPageForNoProof() {
        // Given
        var page = OperationSupport.createStatus(404, "Not Found");
        var gone = new StatusBuilder().withStatus("Failure").withCode(404).withReason("NotFound").withMessage("\"31000\" not found")
                .build();

        // When
        var failures = Stream.of(page, gone).map(status -> ApiFailures.classify(new KubernetesClientException("", 404, status))).toList();

        // Then
        assertThat(failures).containsExactly(new Failure.Unavailable("Not Found"), new Failure.Gone());
    }

    static Stream<Arguments> errorsOfTheApiServer() {
        return Stream.of(
                arguments(500, "Internal error occurred: failed to allocate a serviceIP: range is full", true),
                arguments(500, "etcdserver: request is too large", true),
                arguments(504, "Timeout: request did not complete within requested timeout - context deadline exceeded", true),
                arguments(500, "etcdserver: leader changed", false),
                arguments(500, "etcdserver: request timed out", false),
                arguments(500, "Internal error occurred: etcdserver: mvcc: database space exceeded", false),
                arguments(429, "too many requests", false),
                arguments(408, "request timed out", false));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("errorsOfTheApiServer")
    @DisplayName("An error of the API server is about the one write, unless it is about etcd as a whole or about the load")
    void tellsAWriteThatFailedFromAnOutage(int code, String message, boolean ofTheWrite) {
        // Given
        var status = new StatusBuilder().withCode(code).withStatus("Failure").withMessage(message).build();

        // When
        var failure = ApiFailures.classify(new KubernetesClientException(status));

        // Then
        assertThat(failure).isEqualTo(ofTheWrite ? new Failure.Failed(message) : new Failure.Unavailable(message));
    }

    @Test
    @DisplayName("An answer that does not come in time is about the one write: whatever holds the API server up is behind it")
    void tellsATimeOutFromALostConnection() {
        // Given
        var late = new KubernetesClientException("An error has occurred.", new IOException(new HttpTimeoutException("request timed out")));
        var away = new KubernetesClientException("An error has occurred.",
                new IOException(new HttpConnectTimeoutException("no connection")));

        // When
        var failures = Stream.of(late, away).map(ApiFailures::classify).toList();

        // Then
        assertThat(failures).containsExactly(new Failure.Failed("HttpTimeoutException: request timed out"),
                new Failure.Unavailable("HttpConnectTimeoutException: no connection"));
    }

    @Test
    @DisplayName("A long message becomes one line that fits a condition")
    void shortensToOneLine() {
        // Given
        var page = new StatusBuilder().withCode(500).withStatus("Failure").withMessage("<html>\n  <body>" + "x".repeat(5000)).build();

        // When
        var failure = ApiFailures.classify(new KubernetesClientException(page));

        // Then
        assertThat(failure).isInstanceOfSatisfying(Failure.Failed.class,
                u -> assertThat(u.message()).hasSize(1000).startsWith("<html> <body>xxx").endsWith("x…"));
    }

    @Test
    @DisplayName("A message without a range has none")
    void findsNoRange() {
        // When
        var range = ApiFailures.range("provided port is already allocated");

        // Then
        assertThat(range).isEmpty();
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(ApiFailuresTest.class.getResource("answers")).toURI());
    }
}
