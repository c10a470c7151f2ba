package io.exposedapp.test.model;

import io.exposedapp.test.crash.CutConnection;
import io.exposedapp.test.crash.CutPoint;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connection of one operator, which is whole until it is told at which of the writes to come it is cut. */
final class Fuse implements Interceptor {

    private volatile @Nullable CutConnection cut;

    void install(HttpClient.Builder http) {
        http.addOrReplaceInterceptor("fuse", this);
    }

    void light(CutPoint at) {
        cut = CutConnection.of(at);
    }

    /** The operator has died of it. */
    boolean burnt() {
        var connection = cut;
        return connection != null && connection.struck(CutConnection.EVERYTHING).isPresent();
    }

    @Override
    public AsyncBody.Consumer<List<ByteBuffer>> consumer(AsyncBody.Consumer<List<ByteBuffer>> answer, HttpRequest request) {
        var connection = cut;
        return connection == null ? answer : connection.consumer(answer, request);
    }
}
