package io.exposedapp.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The kept clusters")
class KeptClustersTest {

    private final List<String> happened = new ArrayList<>();
    private final KeptClusters kept = new KeptClusters();

    @Test
    @DisplayName("are started for the first class that asks, and shared by the next ones")
    void shared() {
        // Given
        var first = kept.get("a", First.class, started(new First(happened)));

        // When
        var again = kept.get("a", First.class, started(new First(happened)));

        // Then
        assertThat(again).isSameAs(first);
        assertThat(happened).containsExactly("First started");
    }

    @Test
    @DisplayName("are closed when a class of another package begins, but for what it shares with the former one")
    void ofOnePackage() {
        // Given
        kept.get("a", First.class, started(new First(happened)));
        kept.get("a", Second.class, started(new Second(happened)));
        kept.get("b", Second.class, started(new Second(happened)));

        // When
        kept.closeAllBut("b");

        // Then
        assertThat(happened).containsExactly("First started", "Second started", "First closed");
    }

    @Test
    @DisplayName("are closed before one of another package is started")
    void beforeTheNext() {
        // Given
        kept.get("a", First.class, started(new First(happened)));

        // When
        kept.get("b", Third.class, started(new Third(happened)));

        // Then
        assertThat(happened).containsExactly("First started", "First closed", "Third started");
    }

    @Test
    @DisplayName("do not start again what did not start, and say why")
    void failed() {
        // Given
        Supplier<First> failing = () -> {
            happened.add("tried");
            throw new IllegalStateException("no etcd");
        };

        // When, Then
        assertThatThrownBy(() -> kept.get("a", First.class, failing)).hasMessage("First did not start: no etcd");
        assertThatThrownBy(() -> kept.get("a", First.class, failing)).hasMessage("First did not start: no etcd");
        assertThat(happened).containsExactly("tried");
    }

    @Test
    @DisplayName("are closed at the end")
    void closed() {
        // Given
        kept.get("a", First.class, started(new First(happened)));
        kept.get("a", Second.class, started(new Second(happened)));

        // When
        kept.close();

        // Then
        assertThat(happened).endsWith("First closed", "Second closed");
    }

    private <T extends Cluster> Supplier<T> started(T cluster) {
        return () -> {
            happened.add(cluster.getClass().getSimpleName() + " started");
            return cluster;
        };
    }

    private abstract static class Cluster implements AutoCloseable {

        private final List<String> happened;

        Cluster(List<String> happened) {
            this.happened = happened;
        }

        @Override
        public void close() {
            happened.add(getClass().getSimpleName() + " closed");
        }
    }

    private static final class First extends Cluster {
        First(List<String> happened) {
            super(happened);
        }
    }

    private static final class Second extends Cluster {
        Second(List<String> happened) {
            super(happened);
        }
    }

    private static final class Third extends Cluster {
        Third(List<String> happened) {
            super(happened);
        }
    }
}
