package io.exposedapp.test.cluster.node;

import io.exposedapp.test.cluster.process.Component;
import io.exposedapp.test.cluster.process.WorkDirectory;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A node whose pods run: containerd, kubelet and kube-proxy in namespaces of its own. */
public final class RealNode {

    private final Machine machine;
    private final NodeFiles files;
    private final Path cgroups;
    private final WorkDirectory directory;
    private final Component containerd;
    private final Component kubelet;
    private final Component proxy;

    /**
     * Starts nothing yet.
     *
     * @param binaries directory of kubelet and kube-proxy
     * @param access of the node to the API server
     */
    RealNode(Machine machine, int number, WorkDirectory directory, Path binaries, NodeAccess access, Heartbeat heartbeat) {
        this.machine = machine;
        this.directory = directory;
        files = new NodeFiles(directory.path().resolve(machine.name()), number, heartbeat);
        cgroups = directory.makeCgroups(machine.name());
        files.write(cgroups, access.authority(), access.proxyKubeconfig());
        containerd = component("containerd", List.of("containerd", "--config", files.containerd().toString()));
        kubelet = component("kubelet", List.of(binaries.resolve("kubelet").toString(), "--config=" + files.kubelet(),
                "--kubeconfig=" + access.kubeletKubeconfig(), "--hostname-override=" + machine.name(),
                "--node-ip=" + Addresses.node(number)));
        proxy = component("kube-proxy", List.of(binaries.resolve("kube-proxy").toString(), "--config=" + files.proxy()));
    }

    private Component component(String program, List<String> command) {
        return new Component(program + "-" + machine.name(), machine.line(command), directory);
    }

    /** "node1", in Kubernetes too. */
    public String name() {
        return machine.name();
    }

    /** "203.0.113.11": where its node ports answer. */
    public String address() {
        return Addresses.node(files.number());
    }

    /** The node's own network, as kubelet and pods with hostNetwork have it. */
    public Vantage vantage() {
        return machine.vantage();
    }

    /** The network of a pod that runs here. */
    public Vantage inPod(Pod pod) {
        String uid = pod.getMetadata().getUid();
        return Vantage.of(pod.getMetadata().getName(), processOf(uid), directory);
    }

    /** Logs of containers: {@code NAMESPACE_POD_UID/CONTAINER/0.log}. */
    public Path podLogs() {
        return files.podLogs();
    }

    /** Makes an image known that the API server's users then name; see {@link io.exposedapp.test.cluster.image.LocalImages}. */
    void load(Path archive) {
        machine.run("ctr", "--namespace=k8s.io", "images", "import", archive.toString()).orThrow();
    }

    /** Kills kubelet (SIGKILL). Containers go on running. */
    public void stopKubelet() {
        kubelet.kill();
    }

    /** Starts kubelet again, and waits for nothing. */
    public void startKubelet() {
        kubelet.start();
    }

    /**
     * Sets the node's wall clock so far ahead of this machine's, or behind it, as kubelet and containerd see it: every time that they write is off,
     * in the node's lease, in its status and in those of its pods. Containers keep this machine's clock, and so does a program that starts later.
     */
    public void setClock(Duration ahead) {
        containerd.setClock(ahead);
        kubelet.setClock(ahead);
    }

    /** Kills kube-proxy (SIGKILL). Its rules stay as they are. */
    public void stopProxy() {
        proxy.kill();
    }

    /** Starts kube-proxy again, and waits for nothing. */
    public void startProxy() {
        proxy.start();
    }

    /** Starts kubelet or kube-proxy again if it ended by itself, as a machine's supervisor does; answers with those that it started. */
    public List<String> restartEnded() {
        return Stream.of(kubelet, proxy).filter(Component::restartIfEnded).map(Component::name).toList();
    }

    /**
     * Drops packets between this node, with all its pods, and the API server, until {@link #letPacketsPass()}.
     *
     * @param percent of them, by chance
     */
    public void dropPacketsOfApiServer(int percent) {
        PacketRules.at(vantage()).dropBetween(Site.API_SERVER_ADDRESS, Site.API_SERVER_PORT, percent);
    }

    /** Drops every packet that would leave this node or come to it, until {@link #letPacketsPass()}. */
    public void dropAllPackets() {
        PacketRules.at(vantage()).dropAll(Wire.OF_NODE);
    }

    /** Drops no packets from now on. */
    public void letPacketsPass() {
        PacketRules.at(vantage()).remove();
    }

    /** Starts containerd and waits until it takes images. */
    void startContainerd() {
        containerd.start();
        Wait.until(containerd.name() + " answers").seen(() -> {
            containerd.requireRunning();
            return machine.run("ctr", "--timeout=10s", "version");
        }, CommandResult::succeeded);
    }

    /** Throws what {@link Component#requireRunning} throws if one of its programs has ended by itself. */
    void requireRunning() {
        Stream.of(containerd, kubelet, proxy).forEach(Component::requireRunning);
    }

    /** Any process of the pod, by the control group that its kubelet made for it. */
    private long processOf(String uid) {
        try (Stream<Path> hierarchies = Files.list(Path.of("/sys/fs/cgroup"))) {
            Stream<Path> roots = Stream.concat(Stream.of(Path.of("/sys/fs/cgroup")), hierarchies);
            for (Path root : roots.map(hierarchy -> hierarchy.resolve(cgroups.toString().substring(1))).filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> groups = Files.walk(root)) {
                    for (Path processes : groups.filter(path -> path.endsWith("cgroup.procs") && path.toString().contains("pod" + uid))
                            .toList()) {
                        List<String> pids = Files.readAllLines(processes);
                        if (!pids.isEmpty()) {
                            return Long.parseLong(pids.getFirst());
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the pod's control group went away: is it ending?", e);
        }
        throw new IllegalStateException("no process of a pod with the UID " + uid + " runs on " + name());
    }

    @Override
    public String toString() {
        return name() + " (" + address() + ")";
    }
}
