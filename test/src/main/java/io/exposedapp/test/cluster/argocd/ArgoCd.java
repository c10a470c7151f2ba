package io.exposedapp.test.cluster.argocd;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.binaries.ArgoCdBinaries;
import io.exposedapp.test.cluster.binaries.MissingToolException;
import io.exposedapp.test.cluster.git.GitRepository;
import io.exposedapp.test.cluster.git.GitServer;
import io.exposedapp.test.cluster.process.Component;
import io.exposedapp.test.cluster.process.ComponentFailedException;
import io.exposedapp.test.cluster.process.WorkDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real Argo CD as processes beside a test cluster, in the namespace {@value #NAMESPACE}, with Git repositories of its own. Its project
 * {@code default} allows everything. It ends, and leaves nothing behind on this machine, when it is closed, and with this JVM.
 */
public final class ArgoCd implements AutoCloseable {

    /** Where its applications are. */
    public static final String NAMESPACE = "argocd";

    private final TestCluster cluster;
    private final WorkDirectory directory;
    private final GitServer git;
    private final List<Component> parts;
    private final AtomicInteger repositories = new AtomicInteger();

    /** Of one that runs. */
    ArgoCd(TestCluster cluster, WorkDirectory directory, GitServer git, List<Component> parts) {
        this.cluster = cluster;
        this.directory = directory;
        this.git = git;
        this.parts = List.copyOf(parts);
    }

    /**
     * Starts one; takes 2 to 4 seconds once the binary is there.
     *
     * @throws MissingToolException if this machine lacks something for it, with the command that installs it
     * @throws ComponentFailedException if a part of it ends
     */
    public static ArgoCd start(TestCluster cluster) {
        ArgoCdTools.missing().ifPresent(missing -> {
            throw new MissingToolException(missing);
        });
        return new ArgoCdStart(cluster, ArgoCdBinaries.resolve(System.err::println)).run();
    }

    /** A new Git repository that it can read. */
    public GitRepository repository() {
        return git.repository("repository-" + repositories.incrementAndGet());
    }

    /**
     * An application that is synced by itself, healed and pruned: the objects of a folder, in a namespace.
     *
     * @param path of the folder in the repository; those below it count too
     */
    public Application application(String name, GitRepository repository, String path, String namespace) {
        return application(repository, """
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: %s, namespace: argocd}
                spec:
                  project: default
                  source: {repoURL: REPOSITORY, targetRevision: main, path: %s, directory: {recurse: true}}
                  destination: {server: https://kubernetes.default.svc, namespace: %s}
                  syncPolicy:
                    automated: {prune: true, selfHeal: true}
                """.formatted(name, path, namespace));
    }

    /**
     * An application as its manifest says, but for the place of the repository. What it does from now on is recorded.
     *
     * @param manifest YAML of one Application in the namespace {@value #NAMESPACE}
     */
    public Application application(GitRepository repository, String manifest) {
        return Application.create(cluster, manifest, repository.url(), this::requireRunning);
    }

    /** {@code kubectl patch} of its ConfigMap {@code argocd-cm} with a file as it ships. Taken up within seconds, without a restart. */
    public void configure(Path patch) {
        cluster.kubectl("patch", "configmap", "argocd-cm", "-n", NAMESPACE, "--patch-file", patch.toString()).orThrow();
    }

    /** Throws {@link IllegalStateException} if a part of it has ended: nothing that is waited for would come. */
    private void requireRunning() {
        try {
            parts.forEach(Component::requireRunning);
        } catch (ComponentFailedException e) {
            throw new IllegalStateException("Argo CD does not run any more; its logs are in " + logs(), e);
        }
    }

    /** Directory of the logs of its parts, {@code NAME.log}. */
    public Path logs() {
        return directory.logs();
    }

    /** Keeps the logs when it ends. */
    public void keepLogs(Path kept) {
        directory.keepLogs(kept.resolve(directory.path().getFileName()));
    }

    @Override
    public void close() {
        git.close();
        directory.close();
    }
}
