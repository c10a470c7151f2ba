package io.exposedapp.test.cluster;

import io.exposedapp.test.cluster.node.NodeAccess;
import io.exposedapp.test.cluster.node.Site;
import io.exposedapp.test.cluster.pki.CertificateAuthority;
import io.exposedapp.test.cluster.pki.Credentials;
import io.exposedapp.test.cluster.pki.EcKey;
import io.exposedapp.test.cluster.pki.Identity;
import io.exposedapp.test.cluster.pki.Kubeconfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x509.GeneralName;

/** The files of one cluster: certificates, keys, kubeconfigs, the audit policy; and the places of those that come while it runs. */
final class ClusterFiles {

    static final String ADMIN = "admin";
    static final String CONTROLLER_MANAGER = "system:kube-controller-manager";
    static final String SCHEDULER = "system:kube-scheduler";
    static final String KWOK = "kwok";

    private static final List<String> MASTERS = List.of("system:masters");

    private final Path directory;
    private final CertificateAuthority authority;
    private final String server;
    private final AtomicInteger kubeconfigs = new AtomicInteger();

    private ClusterFiles(Path directory, CertificateAuthority authority, String server) {
        this.directory = directory;
        this.authority = authority;
        this.server = server;
    }

    /** Writes what the components read at their start. */
    static ClusterFiles write(Path directory, CertificateAuthority authority, String server) throws IOException {
        ClusterFiles files = new ClusterFiles(directory, authority, server);
        Files.writeString(files.authority(), authority.certificatePem());
        Credentials kubeletClient = authority.client(new Identity("kube-apiserver", MASTERS));
        Files.writeString(files.kubeletClientCertificate(), kubeletClient.certificatePem());
        Files.writeString(files.kubeletClientKey(), kubeletClient.privateKeyPem());
        Credentials apiServer = authority.server("kube-apiserver", new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                new GeneralName(GeneralName.iPAddress, ControlPlaneCommands.SERVICE_IP),
                new GeneralName(GeneralName.iPAddress, Site.API_SERVER_ADDRESS), new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.dNSName, "kubernetes.default.svc"));
        Files.writeString(files.serverCertificate(), apiServer.certificatePem());
        Files.writeString(files.serverKey(), apiServer.privateKeyPem());
        EcKey serviceAccounts = EcKey.generate();
        Files.writeString(files.serviceAccountKey(), serviceAccounts.privatePem());
        Files.writeString(files.serviceAccountPublicKey(), serviceAccounts.publicPem());
        for (Identity identity : List.of(new Identity(ADMIN, MASTERS), new Identity(KWOK, MASTERS),
                new Identity(CONTROLLER_MANAGER, List.of()),
                new Identity(SCHEDULER, List.of()))) {
            Files.writeString(files.kubeconfig(identity.user()), files.kubeconfigText(identity, server));
        }
        try (InputStream policy = ClusterFiles.class.getResourceAsStream("audit-policy.yaml")) {
            Files.copy(Objects.requireNonNull(policy, "audit-policy.yaml is on the class path"), files.auditPolicy());
        }
        return files;
    }

    /** The kubeconfig of one of the users above. */
    Path kubeconfig(String user) {
        return directory.resolve(user.replace(':', '-') + ".kubeconfig");
    }

    /** A new kubeconfig for anybody. */
    Path newKubeconfig(Identity identity) {
        return newKubeconfig(identity, server);
    }

    /** How the programs of a real node are known. */
    NodeAccess nodeAccess(String node, String apiServer) {
        return new NodeAccess(authority(), newKubeconfig(new Identity("system:node:" + node, List.of("system:nodes")), apiServer),
                newKubeconfig(new Identity("system:kube-proxy", List.of()), apiServer));
    }

    private Path newKubeconfig(Identity identity, String from) {
        Path file = directory.resolve("user-" + kubeconfigs.incrementAndGet() + ".kubeconfig");
        try {
            return Files.writeString(file, kubeconfigText(identity, from));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path authority() {
        return directory.resolve("ca.crt");
    }

    Path serverCertificate() {
        return directory.resolve("apiserver.crt");
    }

    Path serverKey() {
        return directory.resolve("apiserver.key");
    }

    /** What the API server shows to kubelets. */
    Path kubeletClientCertificate() {
        return directory.resolve("kubelet-client.crt");
    }

    Path kubeletClientKey() {
        return directory.resolve("kubelet-client.key");
    }

    Path serviceAccountKey() {
        return directory.resolve("service-accounts.key");
    }

    Path serviceAccountPublicKey() {
        return directory.resolve("service-accounts.pub");
    }

    Path auditPolicy() {
        return directory.resolve("audit-policy.yaml");
    }

    /** Sockets instead of ports: nobody else's etcd can be met there, and no other user of the machine reaches ours. */
    Path etcdSocket() {
        return directory.resolve("etcd.sock");
    }

    Path etcdPeerSocket() {
        return directory.resolve("etcd-peer.sock");
    }

    Path etcdData() {
        return directory.resolve("etcd");
    }

    private String kubeconfigText(Identity identity, String from) {
        return new Kubeconfig(from, authority.certificatePem(), authority.client(identity)).yaml();
    }
}
