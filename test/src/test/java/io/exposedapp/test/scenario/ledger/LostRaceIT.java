package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(BareCluster.Provider.class)
@DisplayName("When somebody's Service takes a claimed number before the app's Service has it,")
class LostRaceIT {

    @Test
    @DisplayName("a port without a pin moves to another number, and the claim is gone without a rest")
    void unpinned(BareCluster cluster) {
        // Given
        var user = cluster.newcomer();
        var thief = new Thief(user);
        cluster.startOperator(http -> http.addOrReplaceInterceptor("thief", thief));

        // When
        user.exposes("shop", "{name: http, containerPort: 80}");

        // Then
        var number = User.number(user.seesReady("shop"), "http");
        assertThat(thief.stolen.get()).isNotZero().isNotEqualTo(number);
        // A number that rests would do so for a day.
        user.seesNoEntry(thief.stolen.get());
        assertThat(user.entries("shop")).singleElement()
                .satisfies(entry -> assertThat(entry.getMetadata().getName()).isEqualTo(String.valueOf(number)));
    }

    @Test
    @DisplayName("a port without a pin that served on it moves likewise, and the number, which clients may still know, rests")
    void servedBefore(BareCluster cluster) {
        // Given
        var user = cluster.newcomer();
        cluster.startOperator();
        user.exposes("shop", "{name: http, containerPort: 80}");
        var served = User.number(user.seesReady("shop"), "http");
        cluster.stopOperator();
        user.kubectl("delete", "service", "shop");
        user.kubectl("create", "service", "nodeport", "thief", "--tcp=80:80", "--node-port=" + served);

        // When
        cluster.startOperator();

        // Then
        var status = user.sees("shop", "has moved", s -> User.is(s, "Ready", "True") && User.number(s, "http") != served);
        user.seesEntry(User.number(status, "http"), "Held");
        user.seesEntry(served, "CoolingDown");
        user.seesService("thief");
    }

    @Test
    @DisplayName("a pinned port says whose Service it is, and has its pin when that Service goes")
    void pinned(BareCluster cluster) {
        // Given
        var user = cluster.newcomer();
        var thief = new Thief(user);
        cluster.startOperator(http -> http.addOrReplaceInterceptor("thief", thief));
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 20007}");
        var refused = user.sees("shop", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.why(refused, "PortsReserved"))
                .startsWith("PortInUse: http: nodePort 20007 is used by Service " + user.namespace() + "/thief");

        // When
        user.kubectl("delete", "service", "thief");

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:20007/TCP");
    }

    /** Makes a Service with the number of the first Service that the operator is about to make for the app. */
    private static final class Thief implements Interceptor {

        private static final Pattern NUMBER = Pattern.compile("\"nodePort\":(\\d+)");

        private final AtomicInteger stolen = new AtomicInteger();
        private final User user;

        Thief(User user) {
            this.user = user;
        }

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            if (!request.method().equals("POST") || !request.uri().getPath().endsWith("/" + user.namespace() + "/services")) {
                return;
            }
            var number = NUMBER.matcher(request.bodyString());
            if (number.find() && stolen.compareAndSet(0, Integer.parseInt(number.group(1)))) {
                user.kubectl("create", "service", "nodeport", "thief", "--tcp=80:80", "--node-port=" + stolen.get());
            }
        }
    }
}
