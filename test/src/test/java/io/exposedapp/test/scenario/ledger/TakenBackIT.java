package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Things happen right before the live look at the Service, which is the last before the claim is deleted. */
@ControlPlane
@ExtendWith(BareCluster.Provider.class)
@DisplayName("A claim that did not work out")
class TakenBackIT {

    @Test
    @DisplayName("is not taken back when another operator has put its number on the app's Service meanwhile: it is served, and the other rests")
    void servedMeanwhile(BareCluster cluster) {
        // Given
        var user = cluster.newcomer();
        var another = new AnotherOperator(user);
        cluster.startOperator(http -> http.addOrReplaceInterceptor("another", another));

        // When
        user.exposes("shop", "{name: http, containerPort: 80}");

        // Then
        user.sees("shop", "is served on its first claim",
                status -> User.is(status, "Ready", "True") && User.number(status, "http") == another.moved.get());
        assertThat(another.moved.get()).isEqualTo(another.claimed.get()).isNotEqualTo(another.instead.get());
        assertThat(user.seesEntry(another.claimed.get(), "Held").getMetadata().getUid()).isEqualTo(another.claim.get());
        user.seesEntry(another.instead.get(), "CoolingDown");
    }

    @Test
    @DisplayName("is not taken back once another operator has confirmed it, though its number is on no Service yet: it rests")
    void confirmedMeanwhile(BareCluster cluster) {
        // Given
        var user = cluster.newcomer();
        var another = new Confirming(user);
        cluster.startOperator(http -> http.addOrReplaceInterceptor("another", another));

        // When
        user.exposes("shop", "{name: http, containerPort: 80}");

        // Then
        var number = User.number(user.seesReady("shop"), "http");
        assertThat(another.confirmed.get()).isNotZero().isNotEqualTo(number);
        assertThat(user.seesEntry(another.confirmed.get(), "CoolingDown").getMetadata().getAnnotations())
                .containsEntry("exposedapp.io/confirmed", "true");
    }

    @Test
    @DisplayName("of an operator that ended is confirmed before it is served")
    void ofAnEndedOperator(BareCluster cluster) {
        // Given
        var user = cluster.newcomer();
        user.exposes("shop", "{name: http, containerPort: 80}");
        user.applies(claim(20004, Objects.requireNonNull(user.app("shop")).getMetadata().getUid(), user.namespace()));

        // When
        cluster.startOperator();

        // Then
        assertThat(User.number(user.seesReady("shop"), "http")).isEqualTo(20004);
        assertThat(user.seesEntry(20004, "Held").getMetadata().getAnnotations()).containsEntry("exposedapp.io/confirmed", "true");
    }

    @Test
    @DisplayName("is taken back though a Service of the app's Service name has the number, when that Service is not the app's")
    void ofAnother(BareCluster cluster) {
        // Given
        var user = cluster.newcomer();
        user.kubectl("create", "service", "nodeport", "shop", "--tcp=80:80", "--node-port=20003");
        var rival = new Rival(user);
        cluster.startOperator(http -> http.addOrReplaceInterceptor("rival", rival));

        // When
        user.exposesWith("shop", "{service: {adopt: true}}", "{name: http, containerPort: 80}");

        // Then
        var status = user.sees("shop", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.why(status, "Exposed")).startsWith("AdoptionRefused: ").contains("ConfigMap rival controls it");
        assertThat(rival.claim.get()).isNotNull();
        user.awaits("its claim is taken back", () -> user.entries("shop"), List::isEmpty);
        assertThat(user.seesService("shop").getSpec().getPorts().getFirst().getNodePort()).isEqualTo(20003);
    }

    /**
     * Takes the number of the first Service that the operator is about to make for the app, so that another is claimed; and then makes the app's
     * Service with the first one, as an operator does that has asked for it later.
     */
    private static final class AnotherOperator implements Interceptor {

        private static final Pattern NUMBER = Pattern.compile("\"nodePort\":(\\d+)");
        private static final Pattern ENTRY = Pattern.compile("\"name\":\"(\\d+)\"");

        private final AtomicInteger claimed = new AtomicInteger();
        private final AtomicInteger instead = new AtomicInteger();
        private final AtomicInteger moved = new AtomicInteger();
        private final AtomicReference<@Nullable String> claim = new AtomicReference<>();
        private final User user;

        AnotherOperator(User user) {
            this.user = user;
        }

        /** One at a time, so that nobody looks between two of its own steps. */
        @Override
        public synchronized void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            var services = "/" + user.namespace() + "/services";
            var path = request.uri().getPath();
            if (request.method().equals("POST") && path.endsWith(services)) {
                aboutToMake(number(NUMBER, request));
            } else if (request.method().equals("POST") && path.endsWith("/nodeportreservations") && claimed.get() != 0) {
                instead.set(number(ENTRY, request));
            } else if (request.method().equals("GET") && path.endsWith(services + "/shop") && instead.get() != 0
                    && moved.compareAndSet(0, claimed.get())) {
                user.kubectl("delete", "service", "thief");
                make(claimed.get());
            }
        }

        private void make(int number) {
            user.applies("""
                    apiVersion: v1
                    kind: Service
                    metadata:
                      name: shop
                      labels: {exposedapp.io/app: shop, app.kubernetes.io/managed-by: exposedapp-operator}
                      ownerReferences:
                      - {apiVersion: exposedapp.io/v1, kind: ExposedApp, name: shop, uid: %s, controller: true, blockOwnerDeletion: true}
                    spec:
                      type: NodePort
                      selector: {exposedapp.io/app: shop}
                      ports:
                      - {name: http, port: 80, targetPort: http, nodePort: %d}
                    """.formatted(Objects.requireNonNull(user.app("shop")).getMetadata().getUid(), number));
        }

        private void aboutToMake(int number) {
            if (claimed.compareAndSet(0, number)) {
                claim.set(Objects.requireNonNull(user.entry(number)).getMetadata().getUid());
                user.kubectl("create", "service", "nodeport", "thief", "--tcp=80:80", "--node-port=" + number);
            }
        }

        private static int number(Pattern pattern, HttpRequest request) {
            var number = pattern.matcher(request.bodyString());
            if (!number.find()) {
                throw new IllegalStateException("without a number: " + request.bodyString());
            }
            return Integer.parseInt(number.group(1));
        }
    }

    private static String claim(int number, String uid, String namespace) {
        return """
                apiVersion: exposedapp.io/v1
                kind: NodePortReservation
                metadata: {name: "%d"}
                spec:
                  ledger: default
                  state: Held
                  reclaimPolicy: CoolDown
                  since: "2026-11-21T08:00:00Z"
                  portList: http/TCP
                  holder:
                    {namespace: %s, name: shop, uid: %s, service: shop, ports: [{name: http, protocol: TCP, port: 80}]}
                """.formatted(number, namespace, uid);
    }

    /**
     * Has the number of the first Service that the operator is about to make on a Service of its own, so that another is claimed; and confirms the
     * claim right before it is taken back, as an operator does that is about to serve it.
     */
    private static final class Confirming implements Interceptor {

        private final AtomicInteger claimed = new AtomicInteger();
        private final AtomicInteger confirmed = new AtomicInteger();
        private final User user;

        Confirming(User user) {
            this.user = user;
        }

        @Override
        public synchronized void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            var path = request.uri().getPath();
            if (request.method().equals("POST") && path.endsWith("/" + user.namespace() + "/services") && claimed.get() == 0) {
                claimed.set(AnotherOperator.number(AnotherOperator.NUMBER, request));
                user.kubectl("create", "service", "nodeport", "thief", "--tcp=80:80", "--node-port=" + claimed.get());
            } else if (request.method().equals("DELETE") && path.endsWith("/nodeportreservations/" + claimed.get())
                    && confirmed.compareAndSet(0, claimed.get())) {
                user.kubectl("annotate", "npr", Integer.toString(claimed.get()), "exposedapp.io/confirmed=true");
                user.kubectl("delete", "service", "thief");
            }
        }
    }

    /** Takes control of the Service right before the app does. */
    private static final class Rival implements Interceptor {

        private final AtomicReference<@Nullable String> claim = new AtomicReference<>();
        private final User user;

        Rival(User user) {
            this.user = user;
        }

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            if (request.method().equals("PATCH") && request.uri().getPath().endsWith("/" + user.namespace() + "/services/shop")
                    && claim.get() == null) {
                claim.set(Objects.requireNonNull(user.entry(20003)).getMetadata().getUid());
                user.kubectl("create", "configmap", "rival");
                var uid = user.kubectl("get", "configmap", "rival", "--output=jsonpath={.metadata.uid}");
                user.kubectl("patch", "service", "shop", "--type=merge", "--patch=" + """
                        {"metadata": {"ownerReferences": [{"apiVersion": "v1", "kind": "ConfigMap", "name": "rival", "uid": "%s",
                         "controller": true}]}}""".formatted(uid));
            }
        }
    }
}
