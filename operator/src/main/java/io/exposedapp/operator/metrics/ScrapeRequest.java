package io.exposedapp.operator.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scrape asks for. Two that are equal are answered with the same page.
 *
 * @param query of the URI, not decoded: {@code name[]} selects metrics
 * @param accept values of the header Accept, which decide between the text format and OpenMetrics
 * @param acceptEncoding values of the header Accept-Encoding: gzip, or nothing
 */
public record ScrapeRequest(@Nullable String query, List<String> accept, List<String> acceptEncoding) {

    public ScrapeRequest {
        accept = List.copyOf(accept);
        acceptEncoding = List.copyOf(acceptEncoding);
    }
}
