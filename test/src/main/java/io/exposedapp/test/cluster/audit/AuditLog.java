package io.exposedapp.test.cluster.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.exposedapp.test.waiting.Wait;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * The requests that the API server answered, in the order of their answers. Not there: what etcd, the scheduler, the controllers and KWOK
 * only read, and watches that are still open.
 */
public final class AuditLog {

    private static final String FENCE = "/version?audit-fence=";
    private static final Duration OFTEN = Duration.ofMillis(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Fence fence;

    /** A request of no effect that reaches the log. */
    @FunctionalInterface
    public interface Fence {
        /** Sends a GET for that path. Throws {@link ConnectException} if no API server is there. */
        void get(String path) throws IOException;
    }

    /**
     * A moment.
     *
     * @param offset in the log, in bytes
     */
    public record Mark(long offset) {
    }

    /** Reads the API server's log file. */
    public AuditLog(Path file, Fence fence) {
        this.file = file;
        this.fence = fence;
    }

    /** Now. */
    public Mark mark() {
        return new Mark(passFence());
    }

    /** All that was answered since then. */
    public List<AuditedRequest> since(Mark mark) {
        passFence();
        return read(mark.offset()).lines().map(AuditLog::parse).filter(request -> !request.uri().startsWith(FENCE)).toList();
    }

    /** What one user was answered since then. */
    public List<AuditedRequest> since(Mark mark, String user) {
        return since(mark).stream().filter(request -> request.user().equals(user)).toList();
    }

    /** What one user asked to change since then, leases excluded. */
    public List<AuditedRequest> writesSince(Mark mark, String user) {
        return since(mark, user).stream().filter(request -> request.isWrite() && !request.resource().equals("leases")).toList();
    }

    /**
     * An answer may come before its line in the log; so a request of ours goes after it, and when that one is there, the rest is too.
     *
     * @return the end of the last whole line
     */
    private long passFence() {
        long before = size();
        String path = FENCE + UUID.randomUUID();
        try {
            fence.get(path);
            Wait.until("the audit log has " + path).every(OFTEN).isSo(() -> read(before).contains(path));
        } catch (ConnectException e) {
            // no API server, so nothing is in flight
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return before + read(before).getBytes(StandardCharsets.ISO_8859_1).length;
    }

    private long size() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole lines only: the last one may be half written. A character a byte, which keeps offsets; the API server escapes the rest. */
    private String read(long from) {
        if (size() <= from) {
            return "";
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(log.length() - from)];
            log.seek(from);
            log.readFully(bytes);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return text.substring(0, text.lastIndexOf('\n') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AuditedRequest parse(String line) {
        try {
            return AuditedRequest.of(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
