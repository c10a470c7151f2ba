package io.exposedapp.test.model;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.model.AppKey;
import io.exposedapp.model.Hands;
import io.exposedapp.model.Promises;
import io.exposedapp.test.crash.CutPoint;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What people do, with kubectl's means. */
final class ClusterHands implements Hands {

    private final KubernetesClient client;
    private final Promises promises;
    private final History history;
    private final Consumer<CutPoint> crash;

    ClusterHands(KubernetesClient client, Promises promises, History history, Consumer<CutPoint> crash) {
        this.client = client;
        this.promises = promises;
        this.history = history;
        this.crash = crash;
    }

    @Override
    public Optional<ExposedApp> app(AppKey key) {
        return Optional.ofNullable(appResource(key).get());
    }

    @Override
    public void put(ExposedApp app) {
        var existing = appResource(AppKey.of(app));
        if (existing.get() == null) {
            client.resource(app).create();
            return;
        }
        edit(existing, stored -> {
            stored.getMetadata().setAnnotations(app.getMetadata().getAnnotations());
            stored.setSpec(app.getSpec());
            return stored;
        });
    }

    @Override
    public void delete(AppKey app, boolean orphan) {
        appResource(app).withPropagationPolicy(orphan ? DeletionPropagation.ORPHAN : DeletionPropagation.BACKGROUND).delete();
    }

    @Override
    public Optional<Service> service(AppKey key) {
        return Optional.ofNullable(client.services().inNamespace(key.namespace()).withName(key.name()).get());
    }

    @Override
    public void put(Service service) {
        try {
            var key = AppKey.of(service);
            if (service(key).isEmpty()) {
                client.resource(service).create();
            } else {
                edit(client.services().inNamespace(key.namespace()).withName(key.name()), stored -> {
                    stored.setSpec(service.getSpec());
                    return stored;
                });
            }
        } catch (KubernetesClientException e) {
            if (!isRefusal(e)) {
                throw e;
            }
        }
    }

    /** A taken number is a 422; one that stays on another port of the same Service is a 500, as Kubernetes 1.36 answers it. */
    private static boolean isRefusal(KubernetesClientException e) {
        return e.getCode() == 422 || (e.getCode() == 500 && String.valueOf(e.getMessage()).contains("duplicate nodePort"));
    }

    @Override
    public void deleteService(AppKey key) {
        client.services().inNamespace(key.namespace()).withName(key.name()).delete();
    }

    @Override
    public void deleteEntry(int number) {
        var entry = client.resources(NodePortReservation.class).withName(Integer.toString(number));
        var existing = entry.get();
        if (existing != null) {
            history.byHand(existing);
            entry.delete();
        }
    }

    @Override
    public Optional<NodePortLedger> ledger(String name) {
        return Optional.ofNullable(client.resources(NodePortLedger.class).withName(name).get());
    }

    @Override
    public void put(NodePortLedger ledger) {
        var name = ledger.getMetadata().getName();
        promises.ledger(name, ledger);
        if (ledger(name).isEmpty()) {
            client.resource(ledger).create();
            return;
        }
        edit(client.resources(NodePortLedger.class).withName(name), stored -> {
            stored.setSpec(ledger.getSpec());
            return stored;
        });
    }

    @Override
    public void deleteLedger(String name) {
        promises.ledger(name, null);
        client.resources(NodePortLedger.class).withName(name).delete();
    }

    @Override
    public void passTime(Duration time) {
        var end = Instant.now().plus(time);
        Wait.until(time + " have passed").atMost(time.plus(Wait.USUAL)).isSo(() -> Instant.now().isAfter(end));
    }

    @Override
    public void crash(int write, boolean answerLost) {
        crash.accept(new CutPoint(write, answerLost ? CutPoint.Moment.ANSWER_LOST : CutPoint.Moment.NEVER_SENT));
    }

    private Resource<ExposedApp> appResource(AppKey key) {
        return client.resources(ExposedApp.class).inNamespace(key.namespace()).withName(key.name());
    }

    /** Again where the operator has written in between: its status, for one. */
    private static <T> void edit(Resource<T> object, UnaryOperator<T> change) {
        Wait.until("an edit has met no other write").isSo(() -> {
            try {
                object.edit(change);
                return true;
            } catch (KubernetesClientException e) {
                if (e.getCode() != 409) {
                    throw e;
                }
                return false;
            }
        });
    }
}
