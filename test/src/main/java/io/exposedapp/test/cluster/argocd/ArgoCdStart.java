package io.exposedapp.test.cluster.argocd;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.binaries.ArgoCdBinaries;
import io.exposedapp.test.cluster.git.GitServer;
import io.exposedapp.test.cluster.process.Component;
import io.exposedapp.test.cluster.process.ComponentFailedException;
import io.exposedapp.test.cluster.process.WorkDirectory;
import io.exposedapp.test.waiting.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Starts Argo CD; again, if somebody takes one of its ports while it starts. */
record ArgoCdStart(TestCluster cluster, ArgoCdBinaries binaries) {

    private static final int STARTS_TRIED = 3;

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
            } catch (RuntimeException | AssertionError e) {
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
            Wait.until("all parts of Argo CD listen").seen(() -> {
                parts.forEach(Component::requireRunning);
                return silent(commands);
            }, Set::isEmpty);
            return started;
        } catch (RuntimeException | AssertionError e) {
            git.close();
            throw e;
        }
    }

    /** The parts that do not listen yet, by name. */
    private static Set<String> silent(ArgoCdCommands commands) {
        var ports = Map.of("redis", commands.redisPort(), "argocd-repo-server", commands.repoServerPort(), "argocd-application-controller",
                commands.controllerPort());
        return ports.entrySet().stream().filter(part -> !listens(part.getValue())).map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean listens(int port) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
