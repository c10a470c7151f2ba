package io.exposedapp.test.cluster.binaries;

import io.exposedapp.test.cluster.process.DirectoryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Builds the binaries into the cache: once per machine, under a file lock, into a directory beside it that is renamed when all is there.
 * So the cache is complete or absent, whatever ends a build.
 */
final class BinariesBuild {

    private final Path partial;
    private final ModuleList modules;
    private final GoCommand go;
    private final Consumer<String> progress;

    private BinariesBuild(Path partial, ModuleList modules, GoCommand go, Consumer<String> progress) {
        this.partial = partial;
        this.modules = modules;
        this.go = go;
        this.progress = progress;
    }

    /** Whether the cache is there and made from this list; one without a go.mod was filled by hand and is taken as it is. */
    static boolean isDone(Path cache, ModuleList modules) {
        try {
            return modules.tools().stream().allMatch(tool -> Files.isExecutable(cache.resolve(tool.binary())))
                    && modules.product().files().stream().allMatch(file -> Files.isReadable(cache.resolve(file.name())))
                    && modules.isIn(cache);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills the cache unless another process has done so meanwhile. Synchronized, since a file lock counts for the whole JVM. */
    static synchronized void into(Path cache, ModuleList modules, GoCommand go, Consumer<String> progress) {
        Path lockFile = cache.resolveSibling(cache.getFileName() + ".lock");
        try {
            Files.createDirectories(cache.getParent());
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = lock(channel, lockFile, modules, progress)) {
                if (!isDone(cache, modules)) {
                    Path partial = cache.resolveSibling(cache.getFileName() + ".partial");
                    DirectoryTree.delete(partial);
                    Files.createDirectories(partial);
                    new BinariesBuild(partial, modules, go, progress).build();
                    DirectoryTree.delete(cache);
                    Files.move(partial, cache, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileLock lock(FileChannel channel, Path lockFile, ModuleList modules, Consumer<String> progress) throws IOException {
        FileLock free = channel.tryLock();
        if (free != null) {
            return free;
        }
        progress.accept(
                "Another process builds the binaries of " + modules.product().title() + " (it holds " + lockFile + "); waiting for it.");
        return channel.lock();
    }

    private void build() throws IOException {
        Instant start = Instant.now();
        Product product = modules.product();
        progress.accept("Building " + product.title() + " v" + modules.version() + " from its Go modules: once per machine, about "
                + product.minutes() + (product.minutes() == 1 ? " minute" : " minutes") + " on 2 cores.");
        modules.writeTo(partial);
        int count = modules.tools().size();
        for (int i = 0; i < count; i++) {
            ModuleList.Tool tool = modules.tools().get(i);
            run("[" + (i + 1) + "/" + count + "] " + tool.binary(), "build", "-v", "-trimpath", "-ldflags",
                    "-s -w" + product.stamp().apply(modules.version()), "-o",
                    partial.resolve(tool.binary()).toString(), tool.packagePath());
        }
        for (ModuleFile file : product.files()) {
            Path module = Path.of(run(file.name(), "list", "-m", "-f", "{{.Dir}}", file.module()).getLast());
            Files.writeString(partial.resolve(file.name()), file.content().from(module));
        }
        progress.accept("Built in " + Duration.between(start, Instant.now()).toSeconds() + " s.");
    }

    private List<String> run(String what, String... arguments) throws IOException {
        return new GoRun(go, partial, what, progress).run(List.of(arguments));
    }
}
