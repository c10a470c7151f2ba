package io.exposedapp.test.cluster.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Hands each request to {@code git http-backend}, which speaks CGI (RFC 3875).
 *
 * @param repositories directory of what is served
 */
record GitBackend(Git git, Path repositories) implements HttpHandler {

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path request = Files.createTempFile(git.directory().path(), "request-", null);
            try (InputStream body = exchange.getRequestBody(); OutputStream file = Files.newOutputStream(request)) {
                body.transferTo(file);
            }
            Path complaints = Files.createTempFile(git.directory().path(), "complaints-", null);
            ProcessBuilder builder = new ProcessBuilder("git", "http-backend").redirectInput(request.toFile());
            builder.redirectError(complaints.toFile()).environment().putAll(variables(exchange, Files.size(request)));
            Process backend = git.directory().spawn("git http-backend", builder);
            try (InputStream answer = backend.getInputStream()) {
                String first = line(answer);
                if (first.isEmpty()) {
                    refuse(exchange, Files.readAllBytes(complaints));
                } else {
                    answer(exchange, first, answer);
                }
            }
            Files.delete(request);
            Files.delete(complaints);
        }
    }

    /** An answer has at least one header line: who gives none has died before. */
    private static void refuse(HttpExchange exchange, byte[] complaints) throws IOException {
        byte[] why = complaints.length > 0 ? complaints : "git http-backend answered nothing".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(500, why.length);
        exchange.getResponseBody().write(why);
    }

    private Map<String, String> variables(HttpExchange exchange, long length) {
        var variables = new HashMap<>(git.environment());
        variables.putAll(Map.of("GIT_PROJECT_ROOT", repositories.toString(), "GIT_HTTP_EXPORT_ALL", "1", "REMOTE_ADDR", "127.0.0.1",
                "REQUEST_METHOD", exchange.getRequestMethod(), "PATH_INFO", exchange.getRequestURI().getPath(),
                "QUERY_STRING", Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                "CONTENT_TYPE", header(exchange, "Content-Type"), "CONTENT_LENGTH", Long.toString(length)));
        variables.put("GIT_PROTOCOL", header(exchange, "Git-Protocol"));
        variables.put("HTTP_CONTENT_ENCODING", header(exchange, "Content-Encoding"));
        return variables;
    }

    /** Header lines, an empty one, the body; the status is a header like the others, and 200 without one. */
    private static void answer(HttpExchange exchange, String first, InputStream cgi) throws IOException {
        int status = 200;
        for (String line = first; !line.isEmpty(); line = line(cgi)) {
            String[] field = line.split(": ", 2);
            if (field[0].equals("Status")) {
                status = Integer.parseInt(field[1].replaceFirst(" .*", ""));
            } else {
                exchange.getResponseHeaders().add(field[0], field[1]);
            }
        }
        exchange.sendResponseHeaders(status, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            cgi.transferTo(body);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }
}
