package io.exposedapp.test.cluster.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer that the API server does not give.
 *
 * @param code of HTTP
 * @param headers besides Content-Length
 */
public record Reply(int code, Map<String, String> headers, String body) {

    public Reply {
        headers = Map.copyOf(headers);
    }

    byte[] bytes() {
        var content = body.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("HTTP/1.1 " + code + " \r\nContent-Length: " + content.length + "\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        var first = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        var all = new byte[first.length + content.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(content, 0, all, first.length, content.length);
        return all;
    }
}
