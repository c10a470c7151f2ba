package io.exposedapp.test.cluster.git;

import com.sun.net.httpserver.HttpServer;
import io.exposedapp.test.cluster.process.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Repositories over Git's smart HTTP, on a port of the loopback interface. */
public final class GitServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Git git;
    private final Path served;
    private final Path written;

    private GitServer(HttpServer server, Git git, Path served, Path written) {
        this.server = server;
        this.git = git;
        this.served = served;
        this.written = written;
    }

    /** Starts one without repositories, whose files are in that directory. */
    public static GitServer start(WorkDirectory directory) {
        try {
            Git git = new Git(directory);
            Path served = Files.createDirectories(directory.path().resolve("git/served"));
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            GitServer started = new GitServer(server, git, served, directory.path().resolve("git/written"));
            server.createContext("/", new GitBackend(git, served));
            server.setExecutor(started.threads);
            server.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new repository of that name. */
    public GitRepository repository(String name) {
        return GitRepository.create(git, served.resolve(name + ".git"), written.resolve(name),
                "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name + ".git");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
