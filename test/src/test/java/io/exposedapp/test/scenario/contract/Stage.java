package io.exposedapp.test.scenario.contract;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;

/** Where a moment is brought about: a cluster and a user with a namespace. What a play sets up is taken down at the end, last first. */
final class Stage implements AutoCloseable {

    private final TestCluster cluster;
    private final User user;
    private final Deque<Runnable> ends = new ArrayDeque<>();

    Stage(TestCluster cluster, User user) {
        this.cluster = cluster;
        this.user = user;
    }

    TestCluster cluster() {
        return cluster;
    }

    KubernetesClient client() {
        return cluster.client();
    }

    User user() {
        return user;
    }

    /** Done when the moment has been looked at. */
    void atEnd(Runnable end) {
        ends.push(end);
    }

    /** Until the end, or until it is closed before. */
    RunningOperator startsOperator() {
        var operator = RunningOperator.start(cluster);
        atEnd(operator::close);
        return operator;
    }

    /** A webhook that is down until the end, once the API server knows of it. */
    void putsDeadWebhookOn(String resource) {
        var webhook = DeadWebhook.on(client(), user.namespace(), resource);
        atEnd(webhook::close);
        user.awaits("the API server knows the webhook of " + resource,
                () -> Probe.refusal(cluster, user, resource).contains("failed calling webhook"));
    }

    /** A policy that refuses to write such a thing until the end, once the API server knows of it. */
    void putsPolicyOn(String resource) {
        var policy = RefusingPolicy.on(cluster, user.namespace(), resource);
        atEnd(policy::close);
        user.awaits("the API server knows the policy on " + resource,
                () -> Probe.refusal(cluster, user, resource).contains(RefusingPolicy.MESSAGE));
    }

    /** {@code kubectl apply} of a ledger with that spec, in YAML on one line. */
    void appliesLedger(String name, String spec) {
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: %s}
                spec: %s
                """.formatted(name, spec));
    }

    /** The app {@code web} of the user's namespace, whose Ready says this. */
    Subject web(String words) {
        return app("web", words);
    }

    Subject app(String name, String words) {
        return new Subject("/apis/exposedapp.io/v1/namespaces/" + user.namespace() + "/exposedapps/" + name, "xapp/" + name, words, true);
    }

    Subject ledger(String name, String words) {
        return new Subject("/apis/exposedapp.io/v1/nodeportledgers/" + name, "npl/" + name, words, true);
    }

    @Override
    public void close() {
        var failures = new ArrayList<RuntimeException>();
        while (!ends.isEmpty()) {
            try {
                ends.pop().run();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            failures.subList(1, failures.size()).forEach(failures.getFirst()::addSuppressed);
            throw failures.getFirst();
        }
    }
}
