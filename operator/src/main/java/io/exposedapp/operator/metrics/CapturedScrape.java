package io.exposedapp.operator.metrics;

import io.prometheus.metrics.exporter.common.PrometheusHttpExchange;
import io.prometheus.metrics.exporter.common.PrometheusHttpRequest;
import io.prometheus.metrics.exporter.common.PrometheusHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request as the exporter's handler sees it, whose answer is kept. Written straight to a connection, as the handler of the exporter for this
 * HTTP server does, each client that reads slowly would keep the samples of a scrape of its own in memory.
 */
final class CapturedScrape implements PrometheusHttpExchange, PrometheusHttpRequest, PrometheusHttpResponse {

    /** The handler sets it from the page's length, as the server does from the body that it is given. */
    private static final String LENGTH = "Content-Length";

    private final ScrapeRequest request;
    private final Map<String, String> headers = new TreeMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;

    CapturedScrape(ScrapeRequest request) {
        this.request = request;
    }

    /** When the handler is done. */
    ScrapePage page() {
        return new ScrapePage(status, headers, body.toByteArray());
    }

    @Override
    public PrometheusHttpRequest getRequest() {
        return this;
    }

    @Override
    public PrometheusHttpResponse getResponse() {
        return this;
    }

    @Override
    public String getRequestPath() {
        return "/metrics";
    }

    @Override
    public String getQueryString() {
        return request.query() == null ? "" : request.query();
    }

    /** The server that sends the page leaves the body out where HEAD was asked. */
    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return Collections.enumeration(switch (name.toLowerCase(Locale.ROOT)) {
            case "accept" -> request.accept();
            case "accept-encoding" -> request.acceptEncoding();
            default -> List.<String>of();
        });
    }

    @Override
    public void setHeader(String name, String value) {
        if (!name.equalsIgnoreCase(LENGTH)) {
            headers.put(name, value);
        }
    }

    @Override
    public OutputStream sendHeadersAndGetBody(int statusCode, int contentLength) {
        status = statusCode;
        return body;
    }

    @Override
    public void handleException(IOException e) throws IOException {
        throw e;
    }

    @Override
    public void handleException(RuntimeException e) {
        throw e;
    }

    @Override
    public void close() {
    }
}
