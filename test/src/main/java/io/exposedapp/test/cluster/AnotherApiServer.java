package io.exposedapp.test.cluster;

import io.exposedapp.test.cluster.audit.AuditLog;
import io.exposedapp.test.cluster.process.Component;
import java.util.List;

/** One more API server on the etcd of a cluster, as a cluster with several control plane nodes has it. It ends with the cluster. */
public final class AnotherApiServer {

    private final String server;
    private final Component process;
    private final AuditLog audit;

    private AnotherApiServer(String server, Component process, AuditLog audit) {
        this.server = server;
        this.process = process;
        this.audit = audit;
    }

    /** Starts it and waits until it is ready. */
    static AnotherApiServer start(Assembly assembly, ApiServerProbe probe, int port, List<String> flags) {
        var log = assembly.directory().logs().resolve("audit-" + port + ".log");
        var commands = new ControlPlaneCommands(assembly.binaries(), assembly.files(), ApiServerPlace.loopback(port), log, flags,
                List.of(), assembly.options().heartbeat());
        var process = new Component("kube-apiserver-" + port, commands.apiServer(), assembly.directory());
        process.start();
        assembly.components().await("the other kube-apiserver is ready", () -> {
            process.requireRunning();
            return probe.isReady();
        });
        return new AnotherApiServer(server(port), process, new AuditLog(log, probe::get));
    }

    static String server(int port) {
        return "https://127.0.0.1:" + port;
    }

    /** "https://127.0.0.1:21234". */
    public String server() {
        return server;
    }

    /** What this one was asked. */
    public AuditLog audit() {
        return audit;
    }

    /** Kills it (SIGKILL). */
    public void stop() {
        process.kill();
    }
}
