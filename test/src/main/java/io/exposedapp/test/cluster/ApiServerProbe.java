package io.exposedapp.test.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks the API server as nobody in particular, and never twice: a refused connection is an answer here. */
final class ApiServerProbe implements AutoCloseable {

    private final String server;
    private final HttpClient client;

    ApiServerProbe(String server, X509Certificate authority) {
        this(server, HttpClient.newBuilder().sslContext(trusting(authority)).connectTimeout(Duration.ofSeconds(2)).build());
    }

    private ApiServerProbe(String server, HttpClient client) {
        this.server = server;
        this.client = client;
    }

    /** One of another API server of the cluster; it ends with this one. */
    ApiServerProbe of(String other) {
        return new ApiServerProbe(other, client);
    }

    /** Also false while it does not answer at all. Anybody may ask once the bootstrap of its own roles is done, which it waits for. */
    boolean isReady() {
        try {
            return get("/readyz") == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The status code. */
    int get(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path)).timeout(Duration.ofSeconds(5)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted at GET " + path, e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static SSLContext trusting(X509Certificate authority) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", authority);
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JDK can trust a certificate", e);
        }
    }
}
