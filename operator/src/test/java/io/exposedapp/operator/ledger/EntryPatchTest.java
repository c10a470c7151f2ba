package io.exposedapp.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.exposedapp.api.v1.NodePortReservationSpec;
import io.exposedapp.operator.ledger.Entry.State;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is written over an entry")
class EntryPatchTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Entry HELD = Entries.entry(32222, "u-1", "17", "default", State.HELD,
            new Holder(Scene.ref("shop/order-service"), "a-1", "orders", List.of(new HeldPort("http", "TCP", 80))), "CoolDown",
            Instant.parse("2026-11-20T08:00:00Z"), null);

    @Test
    @DisplayName("says what was seen, that it is confirmed, and its whole spec, without an end of a rest")
    void confirmed() throws JsonProcessingException {
        // When
        var patch = EntryPatch.of(HELD.nowConfirmed());

        // Then
        assertThat((JsonNode) patch).isEqualTo(JSON.readTree("""
                {"metadata": {"uid": "u-1", "resourceVersion": "17", "annotations": {"exposedapp.io/confirmed": "true"}},
                 "spec": {"ledger": "default", "state": "Held", "reclaimPolicy": "CoolDown", "since": "2026-11-20T08:00:00Z", "until": null,
                  "portList": "http/TCP",
                  "holder": {"namespace": "shop", "name": "order-service", "uid": "a-1", "service": "orders",
                   "ports": [{"name": "http", "protocol": "TCP", "port": 80}]}}}
                """));
    }

    @Test
    @DisplayName("leaves the annotations alone where it does not confirm")
    void notConfirmed() {
        // When
        var patch = EntryPatch.of(HELD);

        // Then
        assertThat(patch.get("metadata").fieldNames()).toIterable().containsExactly("uid", "resourceVersion");
    }

    @Test
    @DisplayName("names every field that the API has, so that nothing of the former state is left")
    void everyField() {
        // Given
        var fields = Stream.of(NodePortReservationSpec.class.getRecordComponents()).map(RecordComponent::getName).toList();
        var resting = Lifecycle.release(HELD, Rules.DEFAULTS.coolDown(), Instant.parse("2026-11-21T08:00:00Z")).orElseThrow();

        // When
        var patches = Stream.of(HELD, resting).map(EntryPatch::of);

        // Then
        assertThat(patches).allSatisfy(
                patch -> assertThat(patch.get("spec").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(fields));
        assertThat(EntryPatch.of(resting).at("/spec/until").asText()).isEqualTo("2026-11-22T08:00:00Z");
    }
}
