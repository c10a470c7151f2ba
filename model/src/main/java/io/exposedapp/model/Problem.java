package io.exposedapp.model;

import java.util.stream.Stream;

/** What is not as it is said to be, as a stream of none or one, so that several can be put together. */
final class Problem {

    private Problem() {
    }

    static Stream<String> when(boolean broken, String problem) {
        return broken ? Stream.of(problem) : Stream.empty();
    }
}
