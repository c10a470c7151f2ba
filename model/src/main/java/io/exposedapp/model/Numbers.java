package io.exposedapp.model;

import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Node port numbers from {@code first} to {@code last}, both included, as {@code 20000-20011} or {@code 20004}.
 *
 * @param first 1-65535
 * @param last from {@code first} to 65535
 */
public record Numbers(int first, int last) {

    /** Reads what a ledger's spec says. */
    public static Numbers parse(String text) {
        var ends = text.split("-", -1);
        return new Numbers(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }

    public boolean contains(int number) {
        return first <= number && number <= last;
    }

    /** What both have; a range that ends before it begins where there is nothing. */
    public Numbers common(Numbers other) {
        return new Numbers(Math.max(first, other.first), Math.min(last, other.last));
    }

    /** Whether any of the items, as a ledger spells them, has the number. */
    static boolean anyContains(List<String> items, int number) {
        return items.stream().anyMatch(item -> parse(item).contains(number));
    }

    /** Node ports that a Service has in the API server's allocator, with the name of the port; that of an unnamed one is empty. */
    public static TreeMap<Integer, List<String>> of(Service service) {
        var numbers = new TreeMap<Integer, List<String>>();
        if (service.getSpec().getPorts() != null) {
            service.getSpec().getPorts().stream().filter(p -> p.getNodePort() != null && p.getNodePort() != 0)
                    .forEach(p -> numbers.merge(p.getNodePort(), List.of(Objects.requireNonNullElse(p.getName(), "")),
                            (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList()));
        }
        return numbers;
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
