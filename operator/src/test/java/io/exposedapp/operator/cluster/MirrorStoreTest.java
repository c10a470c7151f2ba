package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a store throws ends the thread that runs the watch. */
@DisplayName("The store of an informer")
class MirrorStoreTest {

    private final Mirror<String> mirror = new Mirror<>(name -> name, (before, now, own) -> {
        if (now == null) {
            throw new IllegalStateException("no index of " + before);
        }
    });
    private final ObjectFailures failures = new ObjectFailures();
    private final MirrorStore<Pod, String> store = new MirrorStore<>(mirror, pod -> Optional.of(pod.getMetadata().getName()), pod -> pod,
            failures);

    @Test
    @DisplayName("confines a failure over an object that is gone to it, and counts it")
    void confinesAFailureOverWhatIsGone() {
        // Given
        store.put("shop/a", pod());

        // When
        var removed = store.remove("shop/a");

        // Then
        assertThat(removed).isEqualTo(pod());
        assertThat(failures.counts()).containsEntry("Pod", 1L);
    }

    private static Pod pod() {
        return new PodBuilder().withNewMetadata().withNamespace("shop").withName("a").withUid("u1").withResourceVersion("1").endMetadata()
                .build();
    }
}
