package io.exposedapp.test.cluster.argocd;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.binaries.ArgoCdBinaries;
import io.exposedapp.test.cluster.git.GitServer;
import io.exposedapp.test.cluster.process.Component;
import io.exposedapp.test.cluster.process.ComponentFailedException;
import io.exposedapp.test.cluster.process.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Starts Argo CD; again, if somebody takes one of its ports while it starts. */
record ArgoCdStart(TestCluster cluster, ArgoCdBinaries binaries) {

    private static final int STARTS_TRIED = 3;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    ArgoCd run() {
        ArgoCdInstallation.into(cluster, binaries);
        for (int attempt = 1; true; attempt++) {
            WorkDirectory directory = WorkDirectory.create(System.err::println);
            try {
                return startIn(directory);
            } catch (IOException e) {
                directory.close();
                throw new UncheckedIOException(e);
            } catch (ComponentFailedException e) {
                directory.close();
                if (!e.portTaken() || attempt == STARTS_TRIED) {
                    throw e;
                }
            } catch (RuntimeException e) {
                directory.close();
                throw e;
            }
        }
    }

    private ArgoCd startIn(WorkDirectory directory) throws IOException {
        Path kubeconfig = Files.copy(cluster.kubeconfig(), directory.path().resolve("kubeconfig"));
        cluster.kubectl("config", "set-context", "--current", "--namespace=" + ArgoCd.NAMESPACE, "--kubeconfig=" + kubeconfig).orThrow();
        ArgoCdCommands commands = ArgoCdCommands.in(directory.path(), binaries, kubeconfig);
        List<Component> parts = List.of(new Component("redis", commands.redis(), directory),
                new Component("argocd-repo-server", commands.repoServer(), directory),
                new Component("argocd-application-controller", commands.applicationController(), directory));
        parts.forEach(Component::start);
        GitServer git = GitServer.start(directory);
        ArgoCd started = new ArgoCd(cluster, directory, git, parts);
        try {
            Awaitility.await("all parts of Argo CD listen").pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(50))
                    .atMost(LIMIT)
                    .until(() -> {
                        parts.forEach(Component::requireRunning);
                        return listens(commands.redisPort()) && listens(commands.repoServerPort()) && listens(commands.controllerPort());
                    });
            return started;
        } catch (RuntimeException e) {
            git.close();
            throw e;
        }
    }

    private static boolean listens(int port) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
