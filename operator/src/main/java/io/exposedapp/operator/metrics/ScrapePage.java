package io.exposedapp.operator.metrics;

import java.util.Map;

/** The answer to one scrape or several; megabytes with thousands of apps. */
public final class ScrapePage {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    ScrapePage(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    /** Of HTTP. */
    public int status() {
        return status;
    }

    /** Content-Type and, if the body is compressed, Content-Encoding. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Shared by all who get this page: not to be written to. */
    public byte[] body() {
        return body;
    }
}
