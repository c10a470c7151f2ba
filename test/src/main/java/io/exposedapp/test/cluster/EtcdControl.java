package io.exposedapp.test.cluster;

import io.exposedapp.test.cluster.process.Component;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What the administrator of etcd can do, by the JSON that etcd takes beside gRPC. */
public final class EtcdControl {

    private static final Pattern REVISION = Pattern.compile("\"revision\":\"(\\d+)\"");
    private static final Pattern MEMBER = Pattern.compile("\"memberID\":\"(\\d+)\"");

    private static final String ALARMS = "{\"action\": \"GET\"}";

    private final Component etcd;
    private final Path socket;

    EtcdControl(Component etcd, Path socket) {
        this.etcd = etcd;
        this.socket = socket;
    }

    /** Stops it where it is (SIGSTOP), as a disk that hangs does, until {@link #resume}. */
    public void suspend() {
        etcd.signal("STOP");
    }

    /** Lets it go on (SIGCONT). */
    public void resume() {
        etcd.signal("CONT");
    }

    /** Whether it takes nothing more for want of space. */
    public boolean isOutOfSpace() {
        return post("maintenance/alarm", ALARMS).contains("NOSPACE");
    }

    /** As its manual says after NOSPACE: forgets former revisions, gives their space back, and ends the alarm. */
    public void makeRoom() {
        var revision = found(REVISION, post("kv/range", "{\"key\": \"AA==\"}"));
        post("kv/compaction", "{\"revision\": %s, \"physical\": true}".formatted(revision));
        post("maintenance/defragment", "{}");
        var member = found(MEMBER, post("maintenance/alarm", ALARMS));
        post("maintenance/alarm", "{\"action\": \"DEACTIVATE\", \"memberID\": %s, \"alarm\": \"NOSPACE\"}".formatted(member));
    }

    private static String found(Pattern pattern, String answer) {
        var found = pattern.matcher(answer);
        if (!found.find()) {
            throw new IllegalStateException("etcd told no " + pattern + ": " + answer);
        }
        return found.group(1);
    }

    private String post(String path, String json) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            var request = "POST /v3/%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s".formatted(path,
                    json.length(), json);
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            var answer = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.startsWith("HTTP/1.1 200")) {
                throw new IllegalStateException(path + ": " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
