package io.exposedapp.test.cluster;

import io.exposedapp.test.cluster.binaries.Binaries;
import io.exposedapp.test.cluster.node.Site;
import io.exposedapp.test.cluster.pki.CertificateAuthority;
import io.exposedapp.test.cluster.process.WorkDirectory;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that a cluster consists of, before a component runs.
 *
 * @param server "https://127.0.0.1:21234"
 * @param client the administrator's
 * @param site of the real nodes; null = there are none
 */
record Assembly(ClusterOptions options, Binaries binaries, WorkDirectory directory, String server, ClusterFiles files,
        Components components, KubernetesClient client, @Nullable Site site) implements AutoCloseable {

    /**
     * Puts it together.
     *
     * @param port of this machine's loopback interface, for the API server
     */
    static Assembly of(ClusterOptions options, Binaries binaries, int port) {
        WorkDirectory directory = WorkDirectory.create(options.progress());
        try {
            return of(options, binaries, directory, port);
        } catch (IOException e) {
            directory.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static Assembly of(ClusterOptions options, Binaries binaries, WorkDirectory directory, int port) throws IOException {
        Site site = options.realNodes() == 0 ? null : Site.open(directory, options.realNodes(), port);
        String server = "https://127.0.0.1:" + port;
        CertificateAuthority authority = CertificateAuthority.create(Instant.now());
        ClusterFiles files = ClusterFiles.write(directory.path(), authority, server);
        ApiServerPlace place = site == null ? ApiServerPlace.loopback(port) : ApiServerPlace.beside(site, files);
        ControlPlaneCommands commands = new ControlPlaneCommands(binaries, files, place, auditLog(directory), options.apiServerFlags(),
                options.etcdFlags(), options.heartbeat());
        Components components = Components.of(commands, directory, new ApiServerProbe(server, authority.certificate()));
        Config config = Config.fromKubeconfig(Files.readString(files.kubeconfig(ClusterFiles.ADMIN)));
        return new Assembly(options, binaries, directory, server, files, components,
                new KubernetesClientBuilder().withConfig(config).build(),
                site);
    }

    Path auditLog() {
        return auditLog(directory);
    }

    /** Keeps the logs when the cluster ends, and says where they will be. */
    Path keepLogs() {
        Path kept = options.keptLogs().resolve(directory.path().getFileName());
        directory.keepLogs(kept);
        return kept;
    }

    @Override
    public void close() {
        client.close();
        components.probe().close();
        directory.close();
    }

    private static Path auditLog(WorkDirectory directory) {
        return directory.logs().resolve("audit.log");
    }
}
