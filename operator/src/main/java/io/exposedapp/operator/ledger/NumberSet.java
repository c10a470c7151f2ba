package io.exposedapp.operator.ledger;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** Port numbers, spelt as single ones and ranges: "30500" or "30500-30509". */
public final class NumberSet {

    /** etcd, the API server and the kubelet: a node port there cuts the node off. */
    private static final List<String> NEVER = List.of("2379-2380", "6443", "10250");

    private final BitSet numbers;

    private NumberSet(BitSet numbers) {
        this.numbers = numbers;
    }

    /**
     * The numbers that a ledger leaves out: what its spec says, and always those that a node cannot spare.
     *
     * @throws IllegalArgumentException naming the item that is no number or range
     */
    public static NumberSet excluded(Collection<String> items) {
        var numbers = new BitSet();
        NEVER.forEach(item -> add(numbers, item));
        items.forEach(item -> add(numbers, item));
        return new NumberSet(numbers);
    }

    private static void add(BitSet numbers, String item) {
        var range = item.contains("-") ? Range.parse(item) : Range.parse(item + "-" + item);
        numbers.set(range.first(), range.last() + 1);
    }

    /**
     * The numbers that are named.
     *
     * @throws IllegalArgumentException naming the item that is no number or range
     */
    static NumberSet of(Collection<String> items) {
        var numbers = new BitSet();
        items.forEach(item -> add(numbers, item));
        return new NumberSet(numbers);
    }

    public boolean contains(int number) {
        return numbers.get(number);
    }

    /** How many of the set are in the range. */
    public int countIn(Range range) {
        return numbers.get(range.first(), range.last() + 1).cardinality();
    }

    /** In ascending order. */
    public IntStream stream() {
        return numbers.stream();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberSet set && numbers.equals(set.numbers);
    }

    @Override
    public int hashCode() {
        return numbers.hashCode();
    }

    @Override
    public String toString() {
        return numbers.toString();
    }
}
