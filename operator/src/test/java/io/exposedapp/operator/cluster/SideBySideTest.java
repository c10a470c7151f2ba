package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposedapp.operator.cluster.SideBySide.Tried;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Requests side by side")
class SideBySideTest {

    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    @Test
    @DisplayName("go in batches of 1, 2, 4, 8 and then 16, each of them at one time, and are told in their order")
    void batchesDouble() {
        var batches = new ArrayList<Integer>();
        var told = new ArrayList<Integer>();
        var begun = new AtomicInteger();
        // Of the batch of two, neither can end before both have begun.
        var both = new CyclicBarrier(2);

        // When
        SideBySide.send(HUNDRED, 16, _ -> true, one -> {
            begun.incrementAndGet();
            if (one == 1 || one == 2) {
                meet(both);
            }
        }, tried -> {
            told.add(tried.what());
            batches.add(begun.get());
        });

        assertThat(told).isEqualTo(HUNDRED);
        assertThat(batches.stream().distinct()).containsExactly(1, 3, 7, 15, 31, 47, 63, 79, 95, 100);
    }

    @Test
    @DisplayName("are ruled out by what those before them have come to")
    void firstRefusalEndsAll() {
        var failures = new ArrayList<Tried<Integer>>();

        // When
        SideBySide.send(HUNDRED, 16, _ -> failures.isEmpty(), one -> {
            if (one > 0) {
                throw new KubernetesClientException("exceeded quota");
            }
        }, tried -> {
            if (tried.failure() != null) {
                failures.add(tried);
            }
        });

        assertThat(failures).extracting(Tried::what).containsExactly(1, 2);
    }

    @Test
    @DisplayName("a defect of ours is no answer of the API server: it goes on to the caller")
    void defects() {
        // When, Then
        assertThatThrownBy(() -> SideBySide.send(List.of(1), 16, _ -> true, _ -> {
            throw new IllegalArgumentException("defect");
        }, _ -> {
        })).hasMessageContaining("defect");
    }

    private static void meet(CyclicBarrier both) {
        try {
            both.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("they did not run at the same time", e);
        }
    }
}
