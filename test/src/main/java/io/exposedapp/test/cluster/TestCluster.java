package io.exposedapp.test.cluster;

import io.exposedapp.test.cluster.audit.AuditLog;
import io.exposedapp.test.cluster.node.RealNodes;
import io.exposedapp.test.cluster.pki.Identity;
import io.exposedapp.test.cluster.process.ComponentFailedException;
import io.exposedapp.test.cluster.proxy.ApiServerProxy;
import io.exposedapp.test.cluster.proxy.Fate;
import io.exposedapp.test.cluster.proxy.ProxiedRequest;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A real Kubernetes control plane on this machine's loopback interface: etcd, API server, controller-manager, scheduler, KWOK for
 * simulated nodes, and real nodes if they are asked for. It ends, and leaves nothing behind, when it is closed, and with this JVM.
 */
public final class TestCluster implements AutoCloseable {

    private final Assembly assembly;
    private final Components components;
    private final @Nullable RealNodes nodes;

    /** Of one that runs. */
    TestCluster(Assembly assembly, @Nullable RealNodes nodes) {
        this.assembly = assembly;
        this.nodes = nodes;
        components = assembly.components();
    }

    /**
     * Starts one; takes 4 to 5 seconds once the binaries are there, 3 more with real nodes.
     *
     * @throws io.exposedapp.test.cluster.binaries.MissingToolException if the binaries have to be built and cannot be,
     * or if real nodes are asked for and this machine lacks something for them
     * @throws ComponentFailedException if a component ends; its logs are kept, and where is told
     */
    public static TestCluster start(ClusterOptions options) {
        return start(options, FreePort::choose);
    }

    static TestCluster start(ClusterOptions options, IntSupplier ports) {
        return new ClusterStart(options, ports).run();
    }

    /** "https://127.0.0.1:21234". */
    public String server() {
        return assembly.server();
    }

    /** The administrator's kubeconfig. */
    public Path kubeconfig() {
        return assembly.files().kubeconfig(ClusterFiles.ADMIN);
    }

    /**
     * A kubeconfig for somebody else, by a client certificate. For a service account:
     * {@code kubeconfigFor("system:serviceaccount:NAMESPACE:NAME", "system:serviceaccounts", "system:serviceaccounts:NAMESPACE")}; that it is
     * authenticated is added by the API server.
     */
    public Path kubeconfigFor(String user, String... groups) {
        return assembly.files().newKubeconfig(new Identity(user, List.of(groups)));
    }

    /**
     * A proxy before the API server, for one client.
     *
     * @param kubeconfig of the client
     * @param fates is asked for each request, on several threads
     */
    public ApiServerProxy proxy(Path kubeconfig, Function<ProxiedRequest, Fate> fates) {
        return ApiServerProxy.start(kubeconfig, assembly.files().serverCertificate(), assembly.files().serverKey(), fates);
    }

    /** The administrator's client, closed with the cluster. */
    public KubernetesClient client() {
        return assembly.client();
    }

    /** The nodes whose pods run; throws {@link IllegalStateException} if it was started without. */
    public RealNodes nodes() {
        if (nodes == null) {
            throw new IllegalStateException("this cluster was started without real nodes");
        }
        return nodes;
    }

    /** Runs the real kubectl as the administrator. */
    public KubectlResult kubectl(String... arguments) {
        return kubectlWithInput("", arguments);
    }

    /** Runs the real kubectl as the administrator, with this on its standard input: {@code kubectlWithInput(yaml, "apply", "-f", "-")}. */
    public KubectlResult kubectlWithInput(String input, String... arguments) {
        return new Kubectl(assembly.binaries().program("kubectl"), kubeconfig(), assembly.directory()).run(input, List.of(arguments));
    }

    /** What the API server was asked. */
    public AuditLog audit() {
        return new AuditLog(assembly.auditLog(), components.probe()::get);
    }

    /** The API server's metrics as they are now. */
    public ApiServerMetrics metrics() {
        return ApiServerMetrics.scrape(client());
    }

    /** Where the binaries are, kubectl among them. */
    public Path binaries() {
        return assembly.binaries().directory();
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

    /** For tests in which etcd has a hard time. */
    public EtcdControl etcd() {
        return new EtcdControl(components.etcd(), assembly.files().etcdSocket());
    }

    /**
     * Starts one more API server on the same etcd.
     *
     * @param flags over those that every API server here has; not those of this cluster's own
     */
    public AnotherApiServer startAnotherApiServer(String... flags) {
        int port = FreePort.choose();
        return AnotherApiServer.start(assembly, components.probe().of(AnotherApiServer.server(port)), port, List.of(flags));
    }

    /** Copies all that etcd has, to be put back later. The API server refuses for a moment. */
    public EtcdBackup backUp() {
        return EtcdBackup.take(components, client(), assembly.files().etcdData(),
                assembly.directory().path().resolve("etcd-backup-" + UUID.randomUUID()));
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
        return assembly.directory().logs();
    }

    /** Keeps the logs when the cluster ends, and says where they will be. */
    public Path keepLogs() {
        return assembly.keepLogs();
    }

    @Override
    public void close() {
        assembly.close();
    }
}
