package io.exposedapp.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.exposedapp.operator.metrics.Exposition;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /livez}, {@code /readyz} and {@code /metrics} for the kubelet and Prometheus. The first two print a line for each check, as the API
 * server's own do.
 */
public final class HttpEndpoints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoints.class);

    /** Connections that the kernel keeps until the server takes them; with its default of 50 one client could delay the others by seconds. */
    private static final int BACKLOG = 1000;

    static {
        // The server reads these once, when its first class is loaded. It closes a connection beyond the first limit at once; one on which nothing was
        // sent yet takes about 1 kB of the heap, and one that waits for its next request 40 kB. Both are closed after 30 seconds.
        setUnlessGiven("jdk.httpserver.maxConnections", "1000");
        setUnlessGiven("sun.net.httpserver.maxIdleConnections", "32");
        setUnlessGiven("sun.net.httpserver.maxReqHeaderSize", "16384");
    }

    /** Asked at each request, so it must answer at once. */
    @FunctionalInterface
    public interface Check {

        /** Empty = all is well, else what is not, in a few words. */
        Optional<String> problem();
    }

    private final HttpServer server;
    private final RequestThreads threads;

    private HttpEndpoints(HttpServer server, RequestThreads threads) {
        this.server = server;
        this.threads = threads;
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * Serves on every address of the machine.
     *
     * @param port 0 = any free one
     * @param live when one fails, the kubelet restarts the pod: only for what a restart cures
     * @param ready when one fails, the replica does not count as available
     * @throws CannotStart if the port is taken
     */
    public static HttpEndpoints start(int port, SortedMap<String, Check> live, SortedMap<String, Check> ready, Exposition metrics) {
        return start(port, live, ready, metrics, HttpLimits.DEFAULT);
    }

    static HttpEndpoints start(int port, SortedMap<String, Check> live, SortedMap<String, Check> ready, Exposition metrics,
            HttpLimits limits) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(port), BACKLOG);
        } catch (IOException e) {
            throw new CannotStart(
                    List.of("HTTP_PORT is %d, and that port cannot be listened on (%s); choose another, or 0 for any free port"
                            .formatted(port, e.getMessage())));
        }
        var threads = new RequestThreads(limits);
        var scrapes = new MetricsEndpoint(metrics, threads, limits);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, live, ready, scrapes));
        server.start();
        return new HttpEndpoints(server, threads);
    }

    /** The one that is listened on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** At once; requests under way are cut off. */
    @Override
    public void close() {
        threads.close();
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, SortedMap<String, Check> live, SortedMap<String, Check> ready,
            MetricsEndpoint metrics) throws IOException {
        try (exchange) {
            var method = exchange.getRequestMethod();
            if (!method.equals("HEAD") && !method.equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                HttpAnswer.text(exchange, 405, "only GET and HEAD are answered\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/livez" -> report(exchange, live);
                case "/readyz" -> report(exchange, ready);
                case "/metrics" -> metrics.answer(exchange);
                default -> HttpAnswer.text(exchange, 404, "there are /livez, /readyz and /metrics\n");
            }
        }
    }

    private static void report(HttpExchange exchange, SortedMap<String, Check> checks) throws IOException {
        var lines = new StringBuilder();
        boolean failed = false;
        for (var check : checks.entrySet()) {
            var problem = problem(check.getValue());
            failed |= problem.isPresent();
            lines.append(
                    problem.map(p -> "[-]%s: %s\n".formatted(check.getKey(), p)).orElseGet(() -> "[+]%s ok\n".formatted(check.getKey())));
        }
        HttpAnswer.text(exchange, failed ? 503 : 200, lines.append(failed ? "failed\n" : "ok\n").toString());
    }

    /** A check that breaks has failed. */
    private static Optional<String> problem(Check check) {
        try {
            return check.problem();
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("A health check broke");
            return Optional.of(e.toString());
        }
    }
}
