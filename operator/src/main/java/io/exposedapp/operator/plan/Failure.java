package io.exposedapp.operator.plan;

import io.exposedapp.operator.ledger.Range;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why the API server did not do what it was asked. Each kind asks for another answer, none is told apart by its text further on. */
public sealed interface Failure {

    /** A Service asked for a number that another Service carries: an observation, plan again without it. */
    record NumberTaken(int number) implements Failure {
    }

    /** A Service asked for a number outside the API server's range, which its answer names: the range has to be learnt again. */
    record NumberOutOfRange(int number, Range range) implements Failure {
    }

    /** What the decision was made on is no longer so (resourceVersion, UID, a failed test of a JSON patch): look again. */
    record Conflict() implements Failure {
    }

    /** There is an object of this name; it may be our own, since the client repeats a request whose answer was lost. */
    record AlreadyExists() implements Failure {
    }

    /** The object, or its namespace, is not there. */
    record Gone() implements Failure {
    }

    /** The namespace is being deleted: nothing can be made in it any more. */
    record NamespaceTerminating() implements Failure {
    }

    /**
     * The API server will not do this however often it is asked: invalid, over quota, against a policy, not permitted.
     *
     * @param message its own words, one line, without the name of the object
     */
    record Rejected(String message) implements Failure {
    }

    /**
     * The API server answered this very write with an error of its own, or not in time: a webhook that is down, no Service address left, an
     * object that etcd does not take. Whether the write was made is unknown. Other writes may well succeed; this one is tried again with a
     * back-off.
     *
     * @param message the API server's words, one line, without the name of the object
     */
    record Failed(String message) implements Failure {
    }

    /**
     * The API server has made this very write again and again, and it did not last: it is held back for a while.
     *
     * @param times that it was made
     * @param within the time up to now
     */
    record NotConverging(int times, Duration within) implements Failure {
    }

    /**
     * The operator itself lacks what it needs for this, whoever asks: neither the user nor the object is to blame, and an administrator of the
     * cluster must act. It is tried again with a back-off.
     *
     * @param message what is missing and what to do, one line
     */
    record OfOperator(Cause cause, String message) implements Failure {

        /** What is missing. */
        public enum Cause {
            /** A permission of the shipped roles. */
            FORBIDDEN,
            /** A CustomResourceDefinition of the operator's. */
            CRD_MISSING
        }
    }

    /**
     * Nothing is wrong with the request: the API server cannot be reached, is overloaded, or has lost etcd. The whole pass is repeated.
     *
     * @param message one line
     * @param retryAfter not before which it asks to be asked again for this object (429); null = it does not say
     */
    record Unavailable(String message, @Nullable Duration retryAfter) implements Failure {

        public Unavailable(String message) {
            this(message, null);
        }
    }
}
