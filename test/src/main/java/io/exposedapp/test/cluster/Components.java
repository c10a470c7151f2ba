package io.exposedapp.test.cluster;

import io.exposedapp.test.cluster.process.Component;
import io.exposedapp.test.cluster.process.WorkDirectory;
import io.exposedapp.test.waiting.Wait;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** The processes of a control plane, and how to wait for them: not a moment longer than until one has failed. */
record Components(Component etcd, Component apiServer, Component controllerManager, Component scheduler, Component kwok,
        ApiServerProbe probe) {

    private static final Duration OFTEN = Duration.ofMillis(25);

    static Components of(ControlPlaneCommands commands, WorkDirectory directory, ApiServerProbe probe) {
        return new Components(new Component("etcd", commands.etcd(), directory),
                new Component("kube-apiserver", commands.apiServer(), directory),
                new Component("kube-controller-manager", commands.controllerManager(), directory),
                new Component("kube-scheduler", commands.scheduler(), directory), new Component("kwok", commands.kwok(), directory), probe);
    }

    /** Until etcd and the API server serve. */
    void awaitApiServer() {
        await("kube-apiserver is ready", probe::isReady);
    }

    /** Throws what {@link Component#requireRunning} throws as soon as one of them has ended by itself. */
    void await(String what, Callable<Boolean> condition) {
        Wait.until(what).every(OFTEN).isSo(() -> {
            Stream.of(etcd, apiServer, controllerManager, scheduler, kwok).forEach(Component::requireRunning);
            return condition.call();
        });
    }
}
