package io.exposedapp.operator.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is told of the changes of one kind. It is told on the thread of the watch, where an exception would end the list or the event that
 * is being read, and with it the news of objects that have nothing to do with it: so none gets out of here.
 *
 * @param <V> the record
 */
final class Audience<V> {

    private static final Logger LOGGER = LoggerFactory.getLogger(Audience.class);

    /**
     * Takes a change of one object.
     *
     * @param <V> the record
     */
    interface Listener<V> {

        /**
         * An object came (before is null), changed, or went (now is null).
         *
         * @param own it was this process's own write, and is heard of before the watch has it
         */
        void changed(@Nullable V before, @Nullable V now, boolean own);
    }

    record Change<V>(String key, @Nullable V before, @Nullable V now, boolean own) {
    }

    private volatile Listener<V> listener = (before, now, own) -> {
    };

    void is(Listener<V> newListener) {
        listener = newListener;
    }

    void tell(List<Change<V>> changes) {
        for (Change<V> change : changes) {
            try {
                listener.changed(change.before(), change.now(), change.own());
            } catch (RuntimeException e) {
                LOGGER.atError().addKeyValue("object", change.key()).setCause(e)
                        .log("news of this object was lost on the way; it is looked at again within minutes");
            }
        }
    }
}
