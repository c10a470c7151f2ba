package io.exposedapp.test.cluster;

import io.exposedapp.test.cluster.process.DirectoryTree;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** All that etcd had at one moment, to put the cluster back to it. */
public final class EtcdBackup {

    private final Components components;
    private final KubernetesClient client;
    private final Path data;
    private final Path copy;

    private EtcdBackup(Components components, KubernetesClient client, Path data, Path copy) {
        this.components = components;
        this.client = client;
        this.data = data;
        this.copy = copy;
    }

    /** Of an etcd that is away for the time that the copy takes. */
    static EtcdBackup take(Components components, KubernetesClient client, Path data, Path copy) {
        components.etcd().kill();
        copy(data, copy);
        components.etcd().start();
        components.awaitApiServer();
        return new EtcdBackup(components, client, data, copy);
    }

    /**
     * Puts it back, as the manuals say: with the API server and all who have a cache of it stopped, and started again afterwards. The
     * revisions go on from where they were at the backup. Whatever else is connected is the test's own affair.
     */
    public void restore() {
        components.controllerManager().kill();
        components.scheduler().kill();
        components.kwok().kill();
        components.apiServer().kill();
        components.etcd().kill();
        copy(copy, data);
        components.etcd().start();
        components.apiServer().start();
        components.awaitApiServer();
        components.kwok().start();
        components.scheduler().start();
        components.controllerManager().start();
        awaitControllers();
    }

    /** A controller-manager that loses the API server while it starts ends itself, and here is nobody to start it again. */
    private void awaitControllers() {
        var account = client.serviceAccounts().inNamespace("kube-public").withName("default");
        var before = account.get().getMetadata().getUid();
        account.delete();
        components.await("the controllers work again: they have remade a service account",
                () -> account.get() != null && !account.get().getMetadata().getUid().equals(before));
    }

    private static void copy(Path from, Path to) {
        try {
            DirectoryTree.delete(to);
            DirectoryTree.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
