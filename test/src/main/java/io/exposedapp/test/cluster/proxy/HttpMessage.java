package io.exposedapp.test.cluster.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of an HTTP/1.1 message, and how to read the body that follows it.
 *
 * @param lines without the empty one at the end; the first is the request or status line
 */
record HttpMessage(List<String> lines) {

    HttpMessage {
        lines = List.copyOf(lines);
    }

    /** Empty where the connection ends before its first byte. */
    static Optional<HttpMessage> read(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        for (int last4 = 0; last4 != 0x0d0a0d0a;) {
            int next = in.read();
            if (next < 0) {
                if (head.size() == 0) {
                    return Optional.empty();
                }
                throw new EOFException("the connection ended within a head");
            }
            head.write(next);
            last4 = last4 << 8 | next;
        }
        return Optional.of(new HttpMessage(head.toString(StandardCharsets.ISO_8859_1).lines().filter(line -> !line.isEmpty()).toList()));
    }

    String first() {
        return lines.getFirst();
    }

    /** Of a status line. */
    int code() {
        return Integer.parseInt(first().split(" ", -1)[1]);
    }

    Optional<String> header(String name) {
        var prefix = name.toLowerCase(Locale.ROOT) + ":";
        return lines.stream().skip(1).filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip()).findFirst();
    }

    private boolean chunked() {
        return header("Transfer-Encoding").filter(value -> value.equalsIgnoreCase("chunked")).isPresent();
    }

    /** Reads the whole body. */
    byte[] body(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        if (chunked()) {
            for (int size = chunkSize(line(in)); size > 0; size = chunkSize(line(in))) {
                body.write(exactly(in, size));
                line(in);
            }
            line(in);
        } else {
            body.write(exactly(in, length()));
        }
        return body.toByteArray();
    }

    /** Passes the body on as it comes. */
    void relayBody(InputStream in, OutputStream out) throws IOException {
        if (!chunked()) {
            out.write(exactly(in, code() == 204 || code() == 304 ? 0 : length()));
            out.flush();
            return;
        }
        for (int size = 1; size > 0;) {
            var line = line(in);
            size = chunkSize(line);
            out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(exactly(in, size + 2));
            out.flush();
        }
    }

    byte[] bytes() {
        return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The same for a body of that length. */
    HttpMessage withLength(int length) {
        var rest = new ArrayList<>(lines.stream()
                .filter(line -> !line.toLowerCase(Locale.ROOT).matches("(transfer-encoding|content-length):.*")).toList());
        rest.add("Content-Length: " + length);
        return new HttpMessage(rest);
    }

    private int length() {
        return header("Content-Length").map(Integer::parseInt).orElse(0);
    }

    private static int chunkSize(String line) {
        return Integer.parseInt(line.split(";", -1)[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended within a body");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        var read = in.readNBytes(length);
        if (read.length < length) {
            throw new EOFException("the connection ended within a body");
        }
        return read;
    }
}
