package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.exposure.HoldBlueprint;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.ledger.Entries;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.EntryText.Reading;
import io.exposedapp.operator.ledger.HeldPort;
import io.exposedapp.operator.ledger.Hold;
import io.exposedapp.operator.ledger.Holder;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The hold of a number")
class KeptHoldsTest {

    private static final String NAMESPACE = "exposedapp-system";
    private static final int NUMBER = 30001;

    private final AtomicBoolean acts = new AtomicBoolean(true);
    private final KeptHolds holds = new KeptHolds(NAMESPACE, acts::get);

    @Test
    @DisplayName("is remembered when somebody deletes it")
    void deletedBySomebody() {
        // Given
        var service = service("entry-1", "rests");
        holds.serviceChanged(null, service, true);

        // When
        holds.serviceChanged(service, null, false);

        // Then
        assertThat(holds.left(NUMBER, "entry-1")).map(Hold::purpose).hasValue("rests");
        assertThat(holds.left(NUMBER, "entry-2")).isEmpty();
    }

    @Test
    @DisplayName("is remembered as it was, when somebody edits it, and as it is when this process does")
    void edited() {
        // Given
        holds.serviceChanged(null, service("entry-1", "rests"), false);

        // When
        holds.serviceChanged(service("entry-1", "rests"), service("entry-1", "mine"), false);

        // Then
        assertThat(holds.left(NUMBER, "entry-1")).map(Hold::purpose).hasValue("rests");
        holds.serviceChanged(service("entry-1", "mine"), service("entry-1", "rests on"), true);
        assertThat(holds.left(NUMBER, "entry-1")).map(Hold::purpose).hasValue("rests on");
    }

    @Test
    @DisplayName("is forgotten when this process deletes it")
    void deletedByUs() {
        // Given
        var service = service("ledger-1", "set aside");
        holds.serviceChanged(null, service, false);

        // When
        holds.removed(NUMBER);

        // Then
        assertThat(holds.left(NUMBER, "ledger-1")).isEmpty();
    }

    @Test
    @DisplayName("is forgotten when the number is served again, and when it is free")
    void nothingToKeep() {
        // Given
        holds.serviceChanged(null, service("entry-1", "rests"), true);
        var rests = new Reading.Read(entry(Entry.State.COOLING_DOWN));
        holds.entryChanged(rests, rests);
        var resting = holds.left(NUMBER, "entry-1");

        // When
        holds.entryChanged(rests, new Reading.Read(entry(Entry.State.HELD)));

        // Then
        assertThat(resting).isPresent();
        assertThat(holds.left(NUMBER, "entry-1")).isEmpty();
        holds.serviceChanged(null, service("entry-1", "rests"), true);
        holds.entryChanged(rests, null);
        assertThat(holds.left(NUMBER, "entry-1")).isEmpty();
    }

    @Test
    @DisplayName("is as the other replica left it, when this process begins to act")
    void leftByAnother() {
        // Given
        acts.set(false);
        holds.serviceChanged(null, service("ledger-1", "set aside"), false);
        holds.serviceChanged(service("ledger-1", "set aside"), service("ledger-1", "for shop"), false);
        var described = holds.left(NUMBER, "ledger-1");
        holds.serviceChanged(service("ledger-1", "for shop"), null, false);

        // When
        acts.set(true);

        // Then
        assertThat(described).map(Hold::purpose).hasValue("for shop");
        assertThat(holds.left(NUMBER, "ledger-1")).isEmpty();
    }

    private static SeenService service(String owner, String purpose) {
        var object = HoldBlueprint.of(NAMESPACE, NUMBER, "NodePortReservation", Integer.toString(NUMBER), owner, purpose);
        object.getMetadata().setUid("hold-1");
        object.getMetadata().setResourceVersion("1");
        return ServiceReading.read(object);
    }

    private static Entry entry(Entry.State state) {
        return Entries.entry(NUMBER, "entry-1", "1", "default", state,
                new Holder(new AppRef("shop", "web"), "app-1", "web", List.of(new HeldPort("http", "TCP", 80))), "CoolDown",
                Instant.parse("2026-11-21T12:00:00Z"),
                state == Entry.State.COOLING_DOWN ? Instant.parse("2026-11-22T12:00:00Z") : null);
    }
}
