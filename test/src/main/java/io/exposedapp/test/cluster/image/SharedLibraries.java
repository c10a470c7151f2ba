package io.exposedapp.test.cluster.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What the dynamic linker loads with a program. */
final class SharedLibraries {

    private static final Pattern FILE = Pattern.compile("(/\\S+\\.so\\S*)");

    private SharedLibraries() {
    }

    /** In the linker's order, itself included; none for a program that is linked statically. */
    static List<Path> of(Path program) {
        try {
            Process ldd = new ProcessBuilder("ldd", program.toString()).redirectErrorStream(true).start();
            String told = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            // What it tells of others is "linux-vdso.so.1", which is no file, and "not a dynamic executable".
            return FILE.matcher(told).results().map(found -> Path.of(found.group(1))).distinct().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
