package io.exposedapp.test.times;

import io.exposedapp.test.tier.Tier;
import java.nio.file.Path;
import java.util.List;

/**
 * One test class in one run.
 *
 * @param name of the class, without its package
 * @param tests that ran, failed ones included
 * @param start in milliseconds since 1970
 * @param end in milliseconds since 1970; from start to end is also what stands around the tests, the start of a shared cluster among it
 */
record TestTime(Tier tier, String name, int tests, long start, long end) {

    /** Where the lines of a run are, in the folder that Maven runs the tests of the module in. */
    static final Path DIRECTORY = Path.of("target", "test-times");

    private static final String SEPARATOR = "\t";

    double seconds() {
        return (end - start) / 1000.0;
    }

    /** "NODE\tNodeLossIT\t3\t1796041181000\t1796041290000". */
    String line() {
        return String.join(SEPARATOR, List.of(tier.name(), name, Integer.toString(tests), Long.toString(start), Long.toString(end)));
    }

    /** Of a {@link #line}. */
    static TestTime parse(String line) {
        String[] fields = line.split(SEPARATOR, -1);
        return new TestTime(Tier.valueOf(fields[0]), fields[1], Integer.parseInt(fields[2]), Long.parseLong(fields[3]),
                Long.parseLong(fields[4]));
    }
}
