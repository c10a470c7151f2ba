package io.exposedapp.model;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.Optional;

/** What people and chance can do to a cluster. What the API server refuses does not happen, and nobody minds. */
public interface Hands {

    Optional<ExposedApp> app(AppKey key);

    /** Creates it, or replaces its spec and annotations. */
    void put(ExposedApp app);

    /** Without effect where there is none. {@code orphan}: what it owns stays, and is owned by nobody. */
    void delete(AppKey app, boolean orphan);

    Optional<Service> service(AppKey key);

    /** Creates it, or replaces its spec. */
    void put(Service service);

    void deleteService(AppKey key);

    /** An administrator deletes the entry of a number. */
    void deleteEntry(int number);

    Optional<NodePortLedger> ledger(String name);

    void put(NodePortLedger ledger);

    void deleteLedger(String name);

    void passTime(Duration time);

    /** The operator dies at a write to come, and another one is started. {@code write}: 1 = the next. */
    void crash(int write, boolean answerLost);
}
