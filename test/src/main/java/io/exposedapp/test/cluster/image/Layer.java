package io.exposedapp.test.cluster.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** The files of an image, as one layer. A file that is added twice is taken once. */
final class Layer {

    private static final int PROGRAM = 0755;
    private static final int DATA = 0644;
    private static final int FOR_ALL = 01777;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name());
    private final Set<String> added = new HashSet<>();

    Layer() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    /** A program or module of this machine at the same place, with the shared libraries that it is linked to. */
    Layer program(Path program) {
        file(program, program.toString(), PROGRAM);
        SharedLibraries.of(program).forEach(library -> file(library, library.toString(), PROGRAM));
        return this;
    }

    /** A file of this machine. */
    Layer data(Path source) {
        return file(source, source.toString(), DATA);
    }

    /** A file with that text. */
    Layer text(String place, String text) {
        return add(entry(place, DATA), text.getBytes(StandardCharsets.UTF_8));
    }

    /** A shell script that can be run. */
    Layer script(String place, String text) {
        return add(entry(place, PROGRAM), text.getBytes(StandardCharsets.UTF_8));
    }

    /** A directory that every user may write into. */
    Layer writable(String place) {
        return add(entry(place + "/", FOR_ALL), new byte[0]);
    }

    /** Another name of a file. */
    Layer link(String place, String target) {
        TarArchiveEntry link = new TarArchiveEntry(place.substring(1), TarConstants.LF_SYMLINK);
        link.setLinkName(target);
        link.setModTime(0L);
        return add(link, new byte[0]);
    }

    /** The archive. Nothing can be added after that. */
    byte[] bytes() {
        try {
            tar.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private Layer file(Path source, String place, int mode) {
        try {
            return add(entry(place, mode), Files.readAllBytes(source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without times and owners of this machine: the same files are the same image. */
    private static TarArchiveEntry entry(String place, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(place.substring(1));
        entry.setMode(mode);
        entry.setModTime(0L);
        return entry;
    }

    private Layer add(TarArchiveEntry entry, byte[] content) {
        if (!added.add(entry.getName())) {
            return this;
        }
        try {
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
