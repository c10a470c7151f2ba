package io.exposedapp.test.cluster.argocd;

import io.exposedapp.test.cluster.FreePort;
import io.exposedapp.test.cluster.binaries.ArgoCdBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How each part of Argo CD is called: all on ports of the loopback interface, but for the application controller's metrics, whose address
 * cannot be chosen.
 *
 * @param directory of the files that they write
 * @param kubeconfig an administrator's, with the namespace of Argo CD
 * @param controllerPort of the application controller's metrics, which it serves when its caches are filled
 */
record ArgoCdCommands(ArgoCdBinaries binaries, Path directory, Path kubeconfig, int redisPort, int repoServerPort, int controllerPort) {

    /**
     * How often it looks by itself for new commits and at what a watch has not reported. Nothing waits for it: {@link Application} has it look
     * as often as a test needs, and an Argo CD that no test uses costs the others as little as can be.
     */
    private static final int RESYNC_SECONDS = 180;

    static ArgoCdCommands in(Path directory, ArgoCdBinaries binaries, Path kubeconfig) throws IOException {
        for (String needed : new String[]{"tls", "ssh", "gpg/keys", "gpg/source", "plugin", "tmp", "home"}) {
            Files.createDirectories(directory.resolve(needed));
        }
        Files.createFile(directory.resolve("ssh/ssh_known_hosts"));
        return new ArgoCdCommands(binaries, directory, kubeconfig, FreePort.choose(), FreePort.choose(), FreePort.choose());
    }

    List<String> redis() {
        return List.of("redis-server", "--port", Integer.toString(redisPort), "--bind", "127.0.0.1", "--save", "", "--dir",
                directory.toString());
    }

    List<String> repoServer() {
        return as("argocd-repo-server", "--address=127.0.0.1", "--port=" + repoServerPort, "--metrics-address=127.0.0.1",
                "--metrics-port=" + FreePort.choose(), "--disable-tls");
    }

    List<String> applicationController() {
        return as("argocd-application-controller", "--kubeconfig=" + kubeconfig, "--namespace=argocd",
                "--repo-server=127.0.0.1:" + repoServerPort, "--repo-server-plaintext", "--metrics-port=" + controllerPort,
                "--app-resync-jitter=0",
                // Its comparison right after a sync may come before its watch reports what the sync wrote, on a busy machine by many seconds:
                // healing before that would be a second sync that no change caused. A fight shows without it: what is undone is OutOfSync at
                // once, and that is counted too.
                "--self-heal-timeout-seconds=40", "--self-heal-backoff-timeout-seconds=0",
                // What it thinks of each object stands in the Application's status then, not in Redis only.
                "--persist-resource-health");
    }

    /** {@code env} gives it an environment of its own and becomes the program: one process. */
    private List<String> as(String part, String... arguments) {
        return Stream.of(List.of("env", "ARGOCD_BINARY_NAME=" + part), environment(), List.of(binaries.program().toString()),
                List.of("--redis=127.0.0.1:" + redisPort), List.of(arguments)).flatMap(List::stream).toList();
    }

    /** Its files in our directory, where an image has them below /app. */
    private List<String> environment() {
        return List.of("ARGOCD_FAKE_IN_CLUSTER=true", "HOSTNAME=argocd-0", "KUBECONFIG=" + kubeconfig,
                "ARGOCD_RECONCILIATION_TIMEOUT=" + RESYNC_SECONDS + "s",
                // What it waits between two waves, 2 s if it is not said, is for controllers that are slow to report; the next wave waits for
                // health all the same.
                "ARGOCD_SYNC_WAVE_DELAY=0", "ARGOCD_GPG_ENABLED=false", "HOME=" + directory.resolve("home"),
                "TMPDIR=" + directory.resolve("tmp"), "ARGOCD_GNUPGHOME=" + directory.resolve("gpg/keys"),
                "ARGOCD_GPG_DATA_PATH=" + directory.resolve("gpg/source"), "ARGOCD_TLS_DATA_PATH=" + directory.resolve("tls"),
                "ARGOCD_SSH_DATA_PATH=" + directory.resolve("ssh"), "ARGOCD_PLUGINSOCKFILEPATH=" + directory.resolve("plugin"));
    }
}
