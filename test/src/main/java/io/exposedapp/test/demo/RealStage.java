package io.exposedapp.test.demo;

import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.image.LocalApps;
import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.cluster.node.RealNode;
import io.exposedapp.test.cluster.node.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A cluster on this machine whose pods run. Examples keep their names, ports and probes, and get images made of this machine's programs.
 *
 * @param directory for the examples as they are applied
 */
record RealStage(TestCluster cluster, Kubectl kubectl, Path operatorKubeconfig, Path directory) implements LocalStage {

    /** Numbers that the examples pin, so that what is typed here is what a reader types. */
    private static final List<Integer> ASKED = List.of(32222, 30904, 30003, 32461);

    static RealStage set(Narrator narrator, int nodes, Path directory) {
        var options = ClusterOptions.defaults().withSimulatedNodes(0).withRealNodes(nodes).withCustomResources(CustomResources.manifests())
                .withProgress(narrator::detail);
        var cluster = narrator.step("Starting Kubernetes on this machine, with " + nodes + " real nodes and the CRDs",
                () -> TestCluster.start(options));
        try {
            narrator.step("Making images of this machine's nginx, and loading them on the nodes",
                    () -> LocalImages.loadInto(cluster.nodes()));
            return new RealStage(cluster, LocalStage.prepare(narrator, cluster, directory), LocalStage.operatorKubeconfig(cluster),
                    directory);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    @Override
    public void apply(Path folder) {
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(ShippedFiles::isExample).sorted().toList()) {
                var applied = Files.writeString(directory.resolve(file.getFileName()), LocalApps.of(file));
                kubectl.run("apply", "-f", applied.toString(), "-n", namespace());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String aboutPods() {
        return "The nodes are real: kubelet, kube-proxy and containerd in namespaces. The examples run images made of this machine's nginx.";
    }

    /** From a network that belongs to no node. */
    @Override
    public void showTraffic(Narrator narrator) {
        var outside = cluster.nodes().outside();
        narrator.say("\nFrom outside of the cluster, node by node:");
        for (int number : ASKED) {
            for (RealNode node : cluster.nodes().all()) {
                var url = "http://" + node.address() + ":" + number + "/";
                narrator.say("$ curl " + url);
                narrator.say(Traffic.answer(outside, url).stripTrailing());
            }
        }
    }

    @Override
    public String export() {
        var url = "http://" + cluster.nodes().all().getFirst().address() + ":32222/";
        return LocalStage.super.export() + "\n  " + String.join(" ", cluster.nodes().outside().line("curl", url));
    }
}
