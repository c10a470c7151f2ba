package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ExceptionHandler;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An answer of the API server")
class AnswerReadingTest {

    private final KubernetesSerialization reading = new AnswerReading();

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"kind\": \"ExposedAppList\", \"items\": [{\"metadata\": {\"name\": \"we",
            "{\"kind\": \"ExposedAppList\", \"items\": {}}"})
    @DisplayName("that cannot be read is none of those on which an informer stops for good")
    void unreadable(String answer) {
        // When
        var failure = catchThrowable(() -> reading.unmarshal(answer, DefaultKubernetesResourceList.class));

        // Then
        assertThat(failure).isInstanceOf(KubernetesClientException.class).hasMessageStartingWith("the answer cannot be read: ")
                .hasMessageContaining("column");
        assertThat(ExceptionHandler.isDeserializationException(failure)).isFalse();
    }

    @Test
    @DisplayName("is read as the client reads it")
    void readable() {
        // When
        var event = reading.unmarshal("""
                {"type": "ADDED", "object": {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}}}
                """, WatchEvent.class);

        // Then
        assertThat(event.getObject()).isInstanceOfSatisfying(Pod.class, pod -> assertThat(pod.getMetadata().getName()).isEqualTo("web"));
    }
}
