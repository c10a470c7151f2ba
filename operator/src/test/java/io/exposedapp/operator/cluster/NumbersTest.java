package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.ledger.EntryText.Reading;
import io.exposedapp.operator.ledger.Ledgers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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

    private static Reading entry(int number) {
        return new Reading.Unreadable(number, "u1", "1", "any entry will do");
    }
}
