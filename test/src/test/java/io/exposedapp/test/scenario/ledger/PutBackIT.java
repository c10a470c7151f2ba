package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(BareCluster.Provider.class)
@DisplayName("A number that an app gave up and another one has by now,")
class PutBackIT {

    private static final String HTTP = "{name: http, containerPort: 80, nodePort: 20005}";
    private static final String HIDDEN = "{name: http, containerPort: 80, exposed: false}";
    private static final String ADMIN = "{name: admin, containerPort: 9000, nodePort: 20006}";

    @Test
    @DisplayName("put back on the former app's Service by an operator that lags behind, leaves it again and goes to its holder")
    void putBack(BareCluster cluster) {
        // Given
        var user = cluster.newcomer();
        var lagging = new LaggingOperator(user);
        cluster.startOperator(http -> http.addOrReplaceInterceptor("lagging", lagging));
        user.exposes("shop", HTTP, ADMIN);
        user.seesReady("shop");
        user.exposes("shop", HIDDEN, ADMIN);
        var entry = user.seesEntry(20005, "CoolingDown").getMetadata().getUid();

        // When
        user.exposes("heir", HTTP);

        // Then
        assertThat(user.seesReady("heir").portMap()).isEqualTo("80:20005/TCP");
        assertThat(lagging.wrote.get()).isTrue();
        assertThat(user.seesEntry(20005, "Held")).satisfies(now -> {
            assertThat(now.getMetadata().getUid()).isEqualTo(entry);
            assertThat(now.getSpec().holder().name()).isEqualTo("heir");
        });
        var status = user.sees("shop", "is refused", s -> "PortInUse".equals(User.port(s, "http").reason()));
        assertThat(status.portMap()).isEqualTo("80:!20005/TCP,9000:20006/TCP");
        assertThat(user.seesService("shop").getSpec().getPorts()).extracting(ServicePort::getNodePort).containsExactly(20006);
    }

    /** Puts the number on the former app's Service, which asks for it again, right before the new holder's Service is made. */
    private record LaggingOperator(User user, AtomicBoolean wrote) implements Interceptor {

        LaggingOperator(User user) {
            this(user, new AtomicBoolean());
        }

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            if (request.method().equals("POST") && request.uri().getPath().endsWith("/" + user.namespace() + "/services")
                    && request.bodyString().contains("\"heir\"") && wrote.compareAndSet(false, true)) {
                user.exposes("shop", HTTP, ADMIN);
                user.kubectl("patch", "service", "shop", "--field-manager=exposedapp-operator", "--type=json", "--patch=" + """
                        [{"op": "add", "path": "/spec/ports/-",
                          "value": {"name": "http", "port": 80, "protocol": "TCP", "targetPort": "http", "nodePort": 20005}}]""");
            }
        }
    }
}
