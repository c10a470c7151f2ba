package io.exposedapp.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.operator.ledger.Entry.State;
import io.exposedapp.operator.ledger.EntryText.Reading;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries as NodePortReservations spell them: what cannot be read counts as taken and stops nobody. */
class EntryTextTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String HELD = """
            {"metadata": {"name": "32222", "uid": "u-1", "resourceVersion": "17"},
             "spec": {"ledger": "default", "state": "Held", "reclaimPolicy": "CoolDown", "since": "2026-11-20T08:00:00Z",
              "portList": "dns-tcp/TCP,dns-udp/UDP",
              "holder": {"namespace": "shop", "name": "order-service", "uid": "a-1", "service": "orders",
               "ports": [{"name": "dns-tcp", "protocol": "TCP", "port": 53}, {"name": "dns-udp", "protocol": "UDP", "port": 53}]}}}
            """;

    private static final Entry ENTRY = Entries.entry(32222, "u-1", "17", "default", State.HELD,
            new Holder(Scene.ref("shop/order-service"), "a-1", "orders",
                    List.of(new HeldPort("dns-tcp", "TCP", 53), new HeldPort("dns-udp", "UDP", 53))),
            "CoolDown", Instant.parse("2026-11-20T08:00:00Z"), null);

    @Test
    @DisplayName("A held entry is read")
    void heldEntry() throws JsonProcessingException {
        assertThat(read(HELD)).isEqualTo(new Reading.Read(ENTRY));
    }

    @Test
    @DisplayName("A resting entry is read, and written as it was read")
    void restingEntry() throws JsonProcessingException {
        // Given
        var text = HELD.replace("\"Held\"", "\"CoolingDown\"").replace("\"since\"", "\"until\": \"2026-11-21T08:00:00Z\", \"since\"");

        // When
        var reading = read(text);

        // Then
        var entry = ((Reading.Read) reading).entry();
        assertThat(entry.state()).isEqualTo(State.COOLING_DOWN);
        assertThat(entry.until()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
        assertThat(JSON.<JsonNode>valueToTree(EntryText.spec(entry))).isEqualTo(JSON.readTree(text).get("spec"));
    }

    @Test
    @DisplayName("An entry tells whether it was written again since it was claimed, and what is written of it is read so")
    void confirmed() throws JsonProcessingException {
        // Given
        var text = HELD.replace("\"uid\": \"u-1\"", "\"annotations\": {\"exposedapp.io/confirmed\": \"true\"}, \"uid\": \"u-1\"");

        // When
        var entry = ((Reading.Read) read(text)).entry();

        // Then
        assertThat(entry.confirmed()).isTrue();
        assertThat(EntryText.read(EntryText.object(entry))).isEqualTo(new Reading.Read(entry));
        assertThat(EntryText.read(EntryText.object(ENTRY))).isEqualTo(new Reading.Read(ENTRY));
    }

    @Test
    @DisplayName("Times are written in whole seconds")
    void wholeSeconds() {
        // Given
        var since = Instant.parse("2026-11-20T08:00:00.987Z");
        var entry = Entries.entry(32222, "", "", "default", State.HELD, ENTRY.holder(), "CoolDown", since, null);

        // When
        var spec = EntryText.spec(entry);

        // Then
        assertThat(spec.since()).isEqualTo("2026-11-20T08:00:00Z");
        assertThat(spec.until()).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A name that is no number is about nothing that could be granted")
    @ValueSource(strings = {"abc", "0", "030001", "-1", "300001", "3000l", "30001.x"})
    void noNumber(String name) throws JsonProcessingException {
        assertThat(read(HELD.replace("32222", name))).isEqualTo(new Reading.NoNumber(name));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("What an entry says that makes no sense is reported, and its number counts as taken")
    @CsvSource(delimiter = '|', value = {
            "\"Held\"                 | \"Leased\"     | state Leased is not known to this version of the operator",
            "2026-11-20T08:00:00Z     | yesterday      | Text 'yesterday' could not be parsed at index 0",
            "\"Held\"                 | \"CoolingDown\"| an entry has an until exactly while it rests"})
    void unreadable(String part, String broken, String problem) throws JsonProcessingException {
        assertThat(read(HELD.replace(part, broken))).isEqualTo(unreadable(problem));
    }

    static Stream<String> requiredFields() {
        return Stream.of("/spec", "/spec/ledger", "/spec/state", "/spec/reclaimPolicy", "/spec/since", "/spec/holder",
                "/spec/holder/namespace", "/spec/holder/name", "/spec/holder/uid", "/spec/holder/service", "/spec/holder/ports",
                "/spec/holder/ports/0/name", "/spec/holder/ports/0/protocol", "/spec/holder/ports/0/port");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("An entry without a required field is unreadable, and the problem names the field")
    @MethodSource("requiredFields")
    void missingField(String pointer) throws JsonProcessingException {
        // Given
        var tree = JSON.readTree(HELD);
        int slash = pointer.lastIndexOf('/');
        var field = pointer.substring(slash + 1);
        ((ObjectNode) tree.at(pointer.substring(0, slash))).remove(field);

        // When
        var reading = EntryText.read(JSON.treeToValue(tree, NodePortReservation.class));

        // Then
        assertThat(reading).isEqualTo(unreadable(field + " is missing"));
    }

    @Test
    @DisplayName("An entry for no port is unreadable")
    void noPorts() throws JsonProcessingException {
        // Given
        var tree = JSON.readTree(HELD);
        ((ArrayNode) tree.at("/spec/holder/ports")).removeAll();

        // When
        var reading = EntryText.read(JSON.treeToValue(tree, NodePortReservation.class));

        // Then
        assertThat(reading).isEqualTo(unreadable("a holder has at least one port"));
    }

    @Test
    @DisplayName("A null among the ports stops nobody either")
    void nullPort() throws JsonProcessingException {
        // Given
        var tree = JSON.readTree(HELD);
        ((ArrayNode) tree.at("/spec/holder/ports")).addNull();

        // When
        var reading = EntryText.read(JSON.treeToValue(tree, NodePortReservation.class));

        // Then
        assertThat(reading).isEqualTo(unreadable("a port is missing"));
    }

    private static Reading unreadable(String problem) {
        return new Reading.Unreadable(32222, "u-1", "17", problem);
    }

    private static Reading read(String json) throws JsonProcessingException {
        return EntryText.read(JSON.readValue(json, NodePortReservation.class));
    }
}
