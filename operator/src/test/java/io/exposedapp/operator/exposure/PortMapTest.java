package io.exposedapp.operator.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.exposure.PortMap.Line;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The PORTS column. */
class PortMapTest {

    @Test
    @DisplayName("Ports are printed as kubectl get service does, in the given order")
    void granted() {
        assertThat(PortMap.print(List.of(new Line(8080, "TCP", 32222, null, true), new Line(9000, "UDP", 31017, null, true))))
                .isEqualTo("8080:32222/TCP,9000:31017/UDP");
    }

    @Test
    @DisplayName("A refused pin is marked, beside the number that still serves if there is one")
    void refused() {
        assertThat(PortMap.print(List.of(new Line(8080, "TCP", null, 32222, true)))).isEqualTo("8080:!32222/TCP");
        assertThat(PortMap.print(List.of(new Line(8080, "TCP", 31017, 32222, true)))).isEqualTo("8080:31017(!32222)/TCP");
    }

    @Test
    @DisplayName("A port without a number yet has a question mark")
    void none() {
        assertThat(PortMap.print(List.of(new Line(9000, "TCP", null, null, true)))).isEqualTo("9000:?/TCP");
    }

    @Test
    @DisplayName("A port that is not exposed has no number, unless it is still on one")
    void notExposed() {
        assertThat(PortMap.print(List.of(new Line(9090, "TCP", null, null, false)))).isEqualTo("9090/TCP");
        assertThat(PortMap.print(List.of(new Line(9090, "TCP", 31017, null, false)))).isEqualTo("9090:31017/TCP");
    }
}
