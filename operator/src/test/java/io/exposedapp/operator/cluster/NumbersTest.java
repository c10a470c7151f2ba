package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServicePolicies;
import io.exposedapp.operator.exposure.ServicePort;
import io.exposedapp.operator.ledger.Entries;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.EntryText.Reading;
import io.exposedapp.operator.ledger.HeldPort;
import io.exposedapp.operator.ledger.Holder;
import io.exposedapp.operator.ledger.Ledgers;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The numbers that are known")
class NumbersTest {

    private static final int LAST = 32767;
    private static final int ROUNDS = 20_000;

    @Test
    @DisplayName("are all in a book that is made while others come and go")
    void whileOthersComeAndGo() throws ExecutionException, InterruptedException {
        // Given
        var numbers = new Numbers("exposedapp-system");
        numbers.entryChanged(null, entry(LAST));
        var others = CompletableFuture.runAsync(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                var passing = entry(30000 + round % 100);
                numbers.entryChanged(null, passing);
                numbers.entryChanged(passing, null);
            }
        });

        // When
        int books = 0;
        int complete = 0;
        while (!others.isDone()) {
            books++;
            complete += numbers.book(Ledgers.of()).unreadable().containsKey(LAST) ? 1 : 0;
        }

        // Then
        others.get();
        assertThat(complete).isPositive().isEqualTo(books);
    }

    @Test
    @DisplayName("are one book until one of them, or a ledger, changes")
    void copiedOnce() {
        // Given
        var numbers = new Numbers("exposedapp-system");
        numbers.entryChanged(null, entry(30000));
        var before = numbers.book(Ledgers.of());

        // When
        numbers.entryChanged(null, entry(30001));

        // Then
        assertThat(before.unreadable()).containsOnlyKeys(30000);
        assertThat(numbers.book(Ledgers.of()).unreadable()).containsOnlyKeys(30000, 30001);
        assertThat(numbers.book(Ledgers.of())).isSameAs(numbers.book(Ledgers.of()));
    }

    @Test
    @DisplayName("were served once the holder's own Service has shown them, also when it is gone again; those of another entry were not")
    void served() {
        // Given
        var numbers = new Numbers("exposedapp-system");
        var first = held("first", 30000);
        var foreign = held("first", 30001);
        var before = held("first", 30002);
        var again = held("second", 30002);
        Stream.of(first, foreign, before).forEach(entry -> numbers.entryChanged(null, new Reading.Read(entry)));

        // When
        comesAndGoes(numbers, service("app-1", 30000, 30002));
        comesAndGoes(numbers, service("app-2", 30001));
        numbers.entryChanged(new Reading.Read(before), null);
        numbers.entryChanged(null, new Reading.Read(again));

        // Then
        assertThat(numbers.wasServed(first)).isTrue();
        assertThat(numbers.wasServed(foreign)).isFalse();
        assertThat(numbers.wasServed(again)).isFalse();
    }

    private static void comesAndGoes(Numbers numbers, SeenService service) {
        numbers.serviceChanged(null, service);
        numbers.serviceChanged(service, null);
    }

    private static SeenService service(String controller, int... nodePorts) {
        var ports = Arrays.stream(nodePorts).mapToObj(n -> new ServicePort("p" + n, "TCP", n, "http", n, null)).toList();
        return new SeenService("shop", "web", "service", "1", false,
                new SeenService.Controller("exposedapp.io", "ExposedApp", "web", controller), true,
                "NodePort", ports, 0, Map.of(), Map.of(), Map.of(), Set.of(), Set.of(), ServicePolicies.of(null, null, null, null), false,
                false, null);
    }

    /** By the app whose UID is app-1. */
    private static Entry held(String uid, int number) {
        var holder = new Holder(new AppRef("shop", "web"), "app-1", "web", List.of(new HeldPort("http", "TCP", 80)));
        return Entries.entry(number, uid, "1", "default", Entry.State.HELD, holder, "CoolDown", Instant.EPOCH, null);
    }

    private static Reading entry(int number) {
        return new Reading.Unreadable(number, "u1", "1", "any entry will do");
    }
}
