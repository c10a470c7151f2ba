package io.exposedapp.test.cluster.proxy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * Stands between one client and its API server, with TLS on both sides and HTTP/1.1. It shows the API server's own certificate, and the client's
 * to the API server: the client needs nothing but another address.
 */
public final class ApiServerProxy implements AutoCloseable {

    private static final int BACKLOG = 200;

    private final SSLServerSocket listening;
    private final SSLContext asClient;
    private final AtomicInteger next = new AtomicInteger();
    private volatile List<URI> apiServers;
    private final Function<ProxiedRequest, Fate> fates;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private ApiServerProxy(SSLServerSocket listening, SSLContext asClient, URI apiServer, Function<ProxiedRequest, Fate> fates) {
        this.listening = listening;
        this.asClient = asClient;
        apiServers = List.of(apiServer);
        this.fates = fates;
    }

    /**
     * Starts one.
     *
     * @param kubeconfig of the client, with its certificate
     * @param certificate that the API server shows, as PEM
     * @param key to that, as SEC1
     * @param fates is asked for each request, on several threads
     */
    public static ApiServerProxy start(Path kubeconfig, Path certificate, Path key, Function<ProxiedRequest, Fate> fates) {
        try {
            var client = Config.fromKubeconfig(Files.readString(kubeconfig));
            var shown = Config.empty();
            shown.setClientCertFile(certificate.toString());
            shown.setClientKeyFile(key.toString());
            shown.setClientKeyAlgo("EC");
            var asServer = context(shown, null);
            var listening = (SSLServerSocket) asServer.getServerSocketFactory().createServerSocket(0, BACKLOG,
                    InetAddress.getLoopbackAddress());
            var proxy = new ApiServerProxy(listening, context(client, client), URI.create(client.getMasterUrl()), fates);
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLContext context(Config keys, @Nullable Config trust) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(SSLUtils.keyManagers(keys), trust == null ? null : SSLUtils.trustManagers(trust), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the certificates are our own", e);
        }
    }

    /** "https://127.0.0.1:41234/". */
    public String address() {
        return "https://127.0.0.1:" + listening.getLocalPort() + "/";
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                socket.setTcpNoDelay(true);
                connections.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                // closed, or a client that went before it was served
            }
        }
    }

    private void serve(Socket socket) {
        try {
            new ProxyConnection(socket, this::connect, fates).serve();
        } catch (IOException _) {
            // one side has ended the connection, which the other side notices
        } finally {
            connections.remove(socket);
        }
    }

    /** From now on each connection leads to the next of these, as behind a load balancer; those that are open end. */
    public void leadTo(String... servers) {
        apiServers = Stream.of(servers).map(URI::create).toList();
        cut();
    }

    /** Ends all connections that are open: watches begin anew. */
    public void cut() {
        try {
            for (var socket : connections) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket connect() throws IOException {
        var all = apiServers;
        var apiServer = all.get(Math.floorMod(next.getAndIncrement(), all.size()));
        var socket = asClient.getSocketFactory().createSocket(apiServer.getHost(), apiServer.getPort());
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
