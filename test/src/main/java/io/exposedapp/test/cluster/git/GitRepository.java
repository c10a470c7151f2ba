package io.exposedapp.test.cluster.git;

import io.exposedapp.test.cluster.process.DirectoryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A repository with one branch, {@code main}, and somebody who commits to it. */
public final class GitRepository {

    private final Git git;
    private final Path repository;
    private final Path files;
    private final String url;

    private GitRepository(Git git, Path repository, Path files, String url) {
        this.git = git;
        this.repository = repository;
        this.files = files;
        this.url = url;
    }

    /** A new one with one commit and no file. */
    static GitRepository create(Git git, Path repository, Path files, String url) {
        try {
            Files.createDirectories(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        git.run("init", "--quiet", "--bare", "--initial-branch=main", repository.toString());
        GitRepository created = new GitRepository(git, repository, files, url);
        created.git("commit", "--quiet", "--allow-empty", "-m", "Begin");
        return created;
    }

    /** Where it is read, "http://127.0.0.1:21234/shop.git". */
    public String url() {
        return url;
    }

    /**
     * All changes as one commit, which is served at once.
     *
     * @return the revision, 40 hexadecimal digits
     */
    public String commit(String message, Consumer<Changes> changes) {
        changes.accept(new Changes(files));
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "-m", message);
        return git("rev-parse", "HEAD");
    }

    private String git(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "--git-dir=" + repository;
        all[1] = "--work-tree=" + files;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return git.run(all);
    }

    /**
     * The files of the branch, to be changed for one commit.
     *
     * @param files the work tree
     */
    public record Changes(Path files) {

        /** A file with that text, new or instead of the one there. */
        public Changes write(String path, String text) {
            try {
                Path file = files.resolve(path);
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A copy of all files of a folder. */
        public Changes copy(Path folder, String path) {
            try {
                DirectoryTree.copyFiles(folder, files.resolve(path));
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Removes a file; fails if there is none. */
        public Changes remove(String path) {
            try {
                Files.delete(files.resolve(path));
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
