package io.exposedapp.operator.ledger;

import io.exposedapp.operator.app.AppRef;
import java.util.HashMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Numbers that two have at once: what must never be, and what an etcd that was restored, or a hand that forged an owner, can bring about. */
public final class Duplicates {

    private record ServiceRef(String namespace, String name) {
    }

    private Duplicates() {
    }

    /**
     * Numbers that two Services carry, and numbers that an app holds while the Service of another app with numbers carries it. A Service of
     * nobody's beside an entry is not among them: that number is foreign, and its app is told.
     */
    public static SortedSet<Integer> of(Book book) {
        var owners = new HashMap<ServiceRef, AppRef>();
        book.entries().values().stream().map(Entry::holder)
                .forEach(holder -> owners.put(new ServiceRef(holder.app().namespace(), holder.service()), holder.app()));
        var duplicates = new TreeSet<Integer>();
        book.carriers().forEach((number, carriers) -> {
            var holder = book.entry(number).filter(Entry::held).map(e -> e.holder().app());
            var anothers = carriers.stream().map(c -> owners.get(new ServiceRef(c.namespace(), c.service())))
                    .anyMatch(owner -> owner != null && holder.isPresent() && !owner.equals(holder.get()));
            if (carriers.size() > 1 || anothers) {
                duplicates.add(number);
            }
        });
        return duplicates;
    }
}
