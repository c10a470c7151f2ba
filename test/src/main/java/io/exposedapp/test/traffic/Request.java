package io.exposedapp.test.traffic;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * One HTTP request over a connection of its own.
 *
 * @param timeoutMillis for the connection, and again for each part of the answer
 */
record Request(InetSocketAddress from, InetSocketAddress to, int timeoutMillis) {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) .*", Pattern.DOTALL);
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)\r\n", Pattern.CASE_INSENSITIVE);
    private static final String END_OF_HEAD = "\r\n\r\n";

    /** Another program of this host has the source port: nothing was sent. */
    static final class SourceTaken extends IOException {

        private static final long serialVersionUID = 1L;

        SourceTaken(BindException cause) {
            super(cause);
        }
    }

    /**
     * Sends it and reads the answer to its end.
     *
     * @throws SourceTaken if it needs another source port
     * @throws IOException if this host is at fault: it has not got the source address, or no file descriptor left
     */
    Outcome send() throws IOException {
        try (var socket = new Socket()) {
            bind(socket);
            return over(socket);
        }
    }

    private void bind(Socket socket) throws IOException {
        try {
            socket.bind(from);
        } catch (BindException e) {
            throw String.valueOf(e.getMessage()).contains("in use") ? new SourceTaken(e) : e;
        }
    }

    private Outcome over(Socket socket) throws IOException {
        try {
            socket.connect(to, timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            var head = "GET / HTTP/1.1\r\nHost: " + to.getHostString() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return judge(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (SocketTimeoutException e) {
            return Outcome.TIMED_OUT;
        } catch (NoRouteToHostException e) {
            return Outcome.UNREACHABLE;
        } catch (BindException e) {
            throw e;
        } catch (ConnectException e) {
            return connecting(e);
        } catch (SocketException e) {
            return broken(e);
        }
    }

    /** The system's own time limit for a connection may be shorter than ours. */
    private static Outcome connecting(ConnectException e) throws ConnectException {
        var message = String.valueOf(e.getMessage());
        if (message.contains("refused")) {
            return Outcome.REFUSED;
        }
        if (message.contains("timed out")) {
            return Outcome.TIMED_OUT;
        }
        throw e;
    }

    private static Outcome broken(SocketException e) throws SocketException {
        var message = String.valueOf(e.getMessage());
        if (message.contains("reset") || message.contains("Broken pipe")) {
            return Outcome.RESET;
        }
        if (message.contains("unreachable")) {
            return Outcome.UNREACHABLE;
        }
        throw e;
    }

    private static Outcome judge(String answer) {
        var status = STATUS.matcher(answer);
        var headEnds = answer.indexOf(END_OF_HEAD);
        if (headEnds < 0 || !status.matches()) {
            return Outcome.CUT_SHORT;
        }
        var length = LENGTH.matcher(answer.substring(0, headEnds + 2));
        if (length.find() && answer.length() - headEnds - END_OF_HEAD.length() < Integer.parseInt(length.group(1))) {
            return Outcome.CUT_SHORT;
        }
        return status.group(1).equals("200") ? Outcome.OK : Outcome.NOT_200;
    }
}
