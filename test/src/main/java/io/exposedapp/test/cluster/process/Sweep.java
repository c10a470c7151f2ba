package io.exposedapp.test.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Ends what an owner that was killed could not end itself: the recorded processes, if they are still the same ones, the directory, and its
 * control groups.
 * Directories of other users and of living owners are left alone.
 */
record Sweep(Path parent, Cgroups cgroups, Consumer<String> messages) {

    void run() throws IOException {
        UserPrincipal user = currentUser();
        try (Stream<Path> candidates = Files.list(parent)) {
            candidates.map(Owned::at).flatMap(Optional::stream).filter(found -> found.owner().find().isEmpty()).toList()
                    .forEach(abandoned -> sweep(abandoned, user));
        }
        cgroups.ofWorkDirectories().stream().filter(group -> Owned.at(group).orElseThrow().owner().find().isEmpty())
                .forEach(Cgroups::remove);
    }

    /** A leftover that cannot be swept (or that another sweep is just removing) keeps nobody from starting. */
    private void sweep(Owned abandoned, UserPrincipal user) {
        try {
            if (Files.getOwner(abandoned.path()).equals(user)) {
                sweep(abandoned);
            }
        } catch (NoSuchFileException e) {
            // another sweep was faster
        } catch (IOException e) {
            messages.accept("Could not sweep " + abandoned.path() + ": " + e);
        }
    }

    private void sweep(Owned abandoned) throws IOException {
        List<ProcessHandle> alive = abandoned.children().stream().map(ProcessIdentity::find).flatMap(Optional::stream).toList();
        alive.forEach(ProcessHandle::destroyForcibly);
        // Bounded: where nobody reaps orphans, a killed one stays in the table.
        CompletableFuture.allOf(alive.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, 5, TimeUnit.SECONDS).join();
        DirectoryTree.delete(abandoned.path());
        messages.accept("Swept " + abandoned.path() + ", whose owner (pid " + abandoned.owner().pid() + ") is gone: " + alive.size()
                + " processes killed");
    }

    private UserPrincipal currentUser() throws IOException {
        Path own = Files.createTempFile(parent, "exposedapp-", null);
        try {
            return Files.getOwner(own);
        } finally {
            Files.delete(own);
        }
    }
}
