package io.exposedapp.test.cluster.image;

import io.exposedapp.test.cluster.node.RealNodes;
import io.exposedapp.test.cluster.process.DirectoryTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The images that tests run, made of Debian's programs on this machine. An image is found on a node by its name once its archive is loaded
 * there; no registry is ever asked.
 */
public final class LocalImages {

    /** Sleeps: what a pod's sandbox is made of. */
    public static final String PAUSE = "exposedapp.test/pause:1";
    /**
     * Says {@code POD PORT PROTOCOL} on each port of its arguments: {@code args: ["8170", "1053/UDP"]}. TCP is HTTP, and every path is answered
     * with 200. Runs as any user, on a read-only file system.
     */
    public static final String ECHO = "exposedapp.test/echo:1";
    /** nginx as its publisher's image has it: sites in {@code /etc/nginx/conf.d}, by default {@code /usr/share/nginx/html} on 80; with openssl. */
    public static final String NGINX = "exposedapp.test/nginx:1";

    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final Path NGINX_PROGRAM = Path.of("/usr/sbin/nginx");
    private static final List<String> APPLETS = List.of("sh", "sleep", "cat", "wget", "nc", "hostname", "mkdir", "ls");

    private LocalImages() {
    }

    /** Makes those that apps may name, and loads them on all nodes. */
    public static void loadInto(RealNodes nodes) {
        try {
            Path directory = Files.createTempDirectory("exposedapp-images-");
            try {
                nodes.load(echo(directory));
                nodes.load(nginx(directory));
            } finally {
                DirectoryTree.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes its archive into a directory. */
    public static Path pause(Path directory) {
        return new ImageArchive(PAUSE, shell(), List.of("sleep", "2147483647"), List.of()).write(directory.resolve("pause.tar"));
    }

    /** Writes its archive into a directory. */
    public static Path echo(Path directory) {
        Layer layer = server().program(Path.of("/usr/lib/nginx/modules/ngx_stream_module.so")).script("/usr/bin/echo-server",
                resource("echo-server"));
        return new ImageArchive(ECHO, layer, List.of("echo-server"), List.of("8080")).write(directory.resolve("echo.tar"));
    }

    /** Writes its archive into a directory. */
    public static Path nginx(Path directory) {
        Layer layer = server().program(Path.of("/usr/bin/openssl")).data(Path.of("/usr/lib/ssl/openssl.cnf"))
                .text("/etc/nginx/nginx.conf", resource("nginx.conf")).text("/etc/nginx/conf.d/default.conf", resource("default.conf"))
                .text("/usr/share/nginx/html/index.html", "Welcome to nginx!\n");
        return new ImageArchive(NGINX, layer, List.of(), List.of("nginx", "-g", "daemon off;")).write(directory.resolve("nginx.tar"));
    }

    private static Layer shell() {
        Layer layer = new Layer().program(BUSYBOX);
        APPLETS.forEach(applet -> layer.link("/usr/bin/" + applet, BUSYBOX.toString()));
        return layer.link("/bin/sh", BUSYBOX.toString()).writable("/tmp");
    }

    private static Layer server() {
        return shell().program(NGINX_PROGRAM).text("/etc/passwd", "root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n")
                .text("/etc/group", "root:x:0:\nnobody:x:65534:\nnogroup:x:65534:\n").writable("/var/lib/nginx").writable("/var/log/nginx")
                .writable("/run");
    }

    private static String resource(String name) {
        try (InputStream in = LocalImages.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
