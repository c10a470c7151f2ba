package io.exposedapp.test.scenario.answers;

/** A request that goes wrong in one way: it and all further ones of its kind until that ends, or it alone. */
record Case(Target target, InjectedAnswer answer) {

    /** Whether an app's condition must say what goes wrong, in the API server's words. */
    boolean isTold() {
        return target.isTold() && !answer.once() && answer.meaning() != InjectedAnswer.Meaning.UNAVAILABLE;
    }

    @Override
    public String toString() {
        return answer.text() + " to " + target;
    }
}
