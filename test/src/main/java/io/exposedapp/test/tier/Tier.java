package io.exposedapp.test.tier;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a test needs to run. The constant's name in lower case is the JUnit tag. */
public enum Tier {
    /** Nothing: milliseconds. Always runs, and needs no tag. */
    CORE,
    /** A real control plane with simulated nodes. */
    CONTROL_PLANE,
    /** Real nodes too: pods run and traffic flows. */
    NODE,
    /** A real Argo CD, beside one of the above. */
    ARGO_CD,
    /** A real Prometheus, beside whatever else the test needs. */
    PROMETHEUS;

    /** "control-plane". */
    public String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Tier of(String tag) {
        return Arrays.stream(values()).filter(tier -> tier.tag().equals(tag)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no test tier \"" + tag + "\"; there are "
                        + Arrays.stream(values()).map(Tier::tag).collect(Collectors.joining(", "))));
    }
}
