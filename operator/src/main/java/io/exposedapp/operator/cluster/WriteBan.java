package io.exposedapp.operator.cluster;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Set;

/**
 * The last line of defence of a process that must not write: whatever is no read is not sent. Questions about the process's own permissions are sent
 * by POST and change nothing.
 */
final class WriteBan implements Interceptor {

    private static final Set<String> QUESTIONS = Set.of("selfsubjectaccessreviews", "selfsubjectreviews");

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (!request.method().equals("GET")
                && !QUESTIONS.contains(ApiRequests.asked(request.method(), request.uri(), "").resource())) {
            throw new IllegalStateException("writes are disabled, and this one was not planned: " + request.method() + " " + request.uri());
        }
    }
}
