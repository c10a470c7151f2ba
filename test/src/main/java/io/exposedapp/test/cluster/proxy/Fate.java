package io.exposedapp.test.cluster.proxy;

/** What becomes of a request. */
public sealed interface Fate {

    /** The API server answers it. */
    record Passed() implements Fate {
    }

    /**
     * The client gets another answer.
     *
     * @param carriedOut whether the API server has done what it was asked all the same
     */
    record Answered(boolean carriedOut, Reply reply) implements Fate {
    }

    /**
     * The connection ends without an answer.
     *
     * @param carriedOut whether the API server has done what it was asked all the same
     */
    record Cut(boolean carriedOut) implements Fate {
    }

    /**
     * The connection stands and no answer comes, until the client closes it.
     *
     * @param carriedOut whether the API server has done what it was asked all the same
     */
    record Unanswered(boolean carriedOut) implements Fate {
    }

    /** {@link Passed}. */
    Fate PASSED = new Passed();
}
