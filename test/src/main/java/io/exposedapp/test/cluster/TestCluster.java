package io.exposedapp.test.cluster;

import io.exposedapp.test.cluster.audit.AuditLog;
import io.exposedapp.test.cluster.binaries.Binaries;
import io.exposedapp.test.cluster.pki.CertificateAuthority;
import io.exposedapp.test.cluster.pki.Identity;
import io.exposedapp.test.cluster.process.ComponentFailedException;
import io.exposedapp.test.cluster.process.WorkDirectory;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;

/**
 * A real Kubernetes control plane on this machine's loopback interface: etcd, API server, controller-manager, scheduler, and KWOK for
 * simulated nodes. It ends, and leaves nothing behind, when it is closed, and with this JVM.
 */
public final class TestCluster implements AutoCloseable {

    private static final int STARTS_TRIED = 3;

    private final ClusterOptions options;
    private final Binaries binaries;
    private final WorkDirectory directory;
    private final String server;
    private final ClusterFiles files;
    private final Components components;
    private final KubernetesClient client;
    private final Path auditLog;

    private TestCluster(ClusterOptions options, Binaries binaries, WorkDirectory directory, int port) throws IOException {
        this.options = options;
        this.binaries = binaries;
        this.directory = directory;
        server = "https://127.0.0.1:" + port;
        CertificateAuthority authority = CertificateAuthority.create(Instant.now());
        files = ClusterFiles.write(directory.path(), authority, server);
        auditLog = directory.logs().resolve("audit.log");
        ControlPlaneCommands commands = new ControlPlaneCommands(binaries, files, port, auditLog, options.apiServerFlags());
        components = Components.of(commands, directory, new ApiServerProbe(server, authority.certificate()));
        Config config = Config.fromKubeconfig(Files.readString(kubeconfig()));
        client = new KubernetesClientBuilder().withConfig(config).build();
    }

    /**
     * Starts one; takes 4 to 5 seconds once the binaries are there.
     *
     * @throws io.exposedapp.test.cluster.binaries.MissingToolException if the binaries have to be built and cannot be
     * @throws ComponentFailedException if a component ends; its logs are kept, and where is told
     */
    public static TestCluster start(ClusterOptions options) {
        return start(options, FreePort::choose);
    }

    static TestCluster start(ClusterOptions options, IntSupplier ports) {
        Binaries binaries = Binaries.resolve(options.progress());
        for (int attempt = 1; true; attempt++) {
            try {
                return startOnce(options, binaries, ports.getAsInt());
            } catch (ComponentFailedException e) {
                if (!e.portTaken() || attempt == STARTS_TRIED) {
                    throw e;
                }
                options.progress().accept("Somebody took the port meanwhile; starting again with another one.");
            }
        }
    }

    private static TestCluster startOnce(ClusterOptions options, Binaries binaries, int port) {
        Stopwatch stopwatch = Stopwatch.start(options.progress());
        TestCluster cluster;
        try {
            cluster = new TestCluster(options, binaries, WorkDirectory.create(options.progress()), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            new Bootstrap(cluster.components, cluster.client, options, stopwatch).run();
            return cluster;
        } catch (RuntimeException e) {
            if (cluster.directory.isClosed()) {
                throw new IllegalStateException("it was stopped while it started", e);
            }
            if (!(e instanceof ComponentFailedException failed && failed.portTaken())) {
                cluster.keepLogs();
            }
            cluster.close();
            throw e;
        }
    }

    /** "https://127.0.0.1:21234". */
    public String server() {
        return server;
    }

    /** The administrator's kubeconfig. */
    public Path kubeconfig() {
        return files.kubeconfig(ClusterFiles.ADMIN);
    }

    /**
     * A kubeconfig for somebody else, by a client certificate. For a service account:
     * {@code kubeconfigFor("system:serviceaccount:NAMESPACE:NAME", "system:serviceaccounts", "system:serviceaccounts:NAMESPACE")}; that it is
     * authenticated is added by the API server.
     */
    public Path kubeconfigFor(String user, String... groups) {
        return files.newKubeconfig(new Identity(user, List.of(groups)));
    }

    /** The administrator's client, closed with the cluster. */
    public KubernetesClient client() {
        return client;
    }

    /** Runs the real kubectl as the administrator. */
    public KubectlResult kubectl(String... arguments) {
        return kubectlWithInput("", arguments);
    }

    /** Runs the real kubectl as the administrator, with this on its standard input: {@code kubectlWithInput(yaml, "apply", "-f", "-")}. */
    public KubectlResult kubectlWithInput(String input, String... arguments) {
        return new Kubectl(binaries.program("kubectl"), kubeconfig(), directory).run(input, List.of(arguments));
    }

    /** What the API server was asked. */
    public AuditLog audit() {
        return new AuditLog(auditLog, components.probe()::get);
    }

    /** The API server's metrics as they are now. */
    public ApiServerMetrics metrics() {
        return ApiServerMetrics.scrape(client);
    }

    /** Where the binaries are, kubectl among them. */
    public Path binaries() {
        return binaries.directory();
    }

    /** Kills the API server (SIGKILL). */
    public void stopApiServer() {
        components.apiServer().kill();
    }

    /** Starts the API server again, at the same address, and waits until it is ready. */
    public void startApiServer() {
        components.apiServer().start();
        components.awaitApiServer();
    }

    /** Kills etcd (SIGKILL). The API server stays, and refuses. */
    public void stopEtcd() {
        components.etcd().kill();
    }

    /** Starts etcd again with the data that it had, and waits until the API server is ready. */
    public void startEtcd() {
        components.etcd().start();
        components.awaitApiServer();
    }

    /** Copies all that etcd has, to be put back later. The API server refuses for a moment. */
    public EtcdBackup backUp() {
        return EtcdBackup.take(components, files.etcdData(), directory.path().resolve("etcd-backup-" + UUID.randomUUID()));
    }

    /** Kills the controller-manager (SIGKILL): no garbage collection, no endpoints, no end of namespaces. */
    public void stopControllerManager() {
        components.controllerManager().kill();
    }

    /** Starts the controller-manager again, and waits for nothing. */
    public void startControllerManager() {
        components.controllerManager().start();
    }

    /** Directory of the components' logs ({@code NAME.log}) and the audit log. */
    public Path logs() {
        return directory.logs();
    }

    /** Keeps the logs when the cluster ends, and says where they will be. */
    public Path keepLogs() {
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
}
