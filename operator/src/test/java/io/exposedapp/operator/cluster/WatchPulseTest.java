package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A watch")
class WatchPulseTest {

    private final AtomicLong nanos = new AtomicLong(1);
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final WatchTries tries = new WatchTries(nanos::get);
    private final WatchPulse pulse = new WatchPulse(tries, new TreeMap<>(Map.of("nodeportreservations", open::get)), nanos::get);

    @ParameterizedTest
    @ValueSource(strings = {"?resourceVersion=0", "", "?allowWatchBookmarks=true&resourceVersion=17&watch=true"})
    @DisplayName("that broke is kept up as long as it is tried again, be it without an answer")
    void triedAgain(String query) {
        // Given
        open.set(false);
        pass(WatchPulse.BROKEN);
        ask("/apis/exposedapp.io/v1/nodeportreservations" + query);

        // When
        var problem = pulse.problem();

        // Then
        assertThat(problem).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/apis/exposedapp.io/v1/nodeportreservations?limit=1", "/apis/exposedapp.io/v1/nodeportreservations/30000",
            "/apis/exposedapp.io/v1/exposedapps?watch=true"})
    @DisplayName("that broke is not kept up when it was not tried again for three minutes, whatever else was asked")
    void notTriedAgain(String other) {
        // Given
        open.set(false);
        pass(WatchPulse.BROKEN.plusSeconds(1));
        ask(other);

        // When
        var problem = pulse.problem();

        // Then
        assertThat(problem).contains("the watch of nodeportreservations is broken, and was not begun again for 181 s");
    }

    @Test
    @DisplayName("that is open need not be tried again for as long as the client keeps one open")
    void isOpen() {
        // Given
        pass(Duration.ofMinutes(10));

        // When
        var problem = pulse.problem();

        // Then
        assertThat(problem).isEmpty();
    }

    @Test
    @DisplayName("that is never renewed is none, although it seems open")
    void seemsOpen() {
        // Given
        ask("/apis/exposedapp.io/v1/nodeportreservations?watch=true");
        pass(WatchPulse.RUNNING.plusSeconds(1));

        // When
        var problem = pulse.problem();

        // Then
        assertThat(problem).contains("the watch of nodeportreservations is open, and was not begun again for 1201 s");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void ask(String path) {
        var request = new StandardHttpRequest.Builder().uri(URI.create("https://10.96.0.1" + path)).build();
        tries.before(request.newBuilder(), request, new Interceptor.RequestTags() {
            @Override
            public <T> T getTag(Class<T> type) {
                throw new UnsupportedOperationException();
            }
        });
    }
}
