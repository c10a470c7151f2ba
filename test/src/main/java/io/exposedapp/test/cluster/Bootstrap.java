package io.exposedapp.test.cluster;

import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.cluster.node.RealNodes;
import io.exposedapp.test.cluster.node.Site;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Brings the components up in the order in which they need each other, and what must be in the cluster from its first moment. */
record Bootstrap(Assembly assembly, Components components, KubernetesClient client, ClusterOptions options, Stopwatch stopwatch) {

    Bootstrap(Assembly assembly, Stopwatch stopwatch) {
        this(assembly, assembly.components(), assembly.client(), assembly.options(), stopwatch);
    }

    /** The real nodes, if there are any. */
    @Nullable
    RealNodes run() {
        components.etcd().start();
        components.apiServer().start(); // waits for etcd by itself
        RealNodes realNodes = startRealNodes();
        List<Node> nodes = SimulatedNodes.of(options.simulatedNodes());
        List<CustomResourceDefinition> kinds = options.customResources().stream()
                .map(yaml -> client.getKubernetesSerialization().unmarshal(yaml, CustomResourceDefinition.class)).toList();
        await(realNodes, "kube-apiserver is ready", components.probe()::isReady);
        stopwatch.tell("etcd and kube-apiserver are ready");
        components.scheduler().start();
        components.kwok().start();
        kinds.forEach(this::create);
        nodes.forEach(this::create);
        kinds.forEach(kind -> components.await(kind.getMetadata().getName() + " is served", () -> isServed(kind)));
        components.controllerManager().start();
        int expected = nodes.size() + options.realNodes();
        if (realNodes != null) {
            realNodes.join();
        }
        await(realNodes, expected + " nodes are Ready",
                () -> client.nodes().list().getItems().stream().filter(SimulatedNodes::isReady).count() == expected);
        components.await("the controllers work: the namespace default has its service account",
                () -> client.serviceAccounts().inNamespace("default").withName("default").get() != null);
        stopwatch.tell("kube-controller-manager, kube-scheduler and kwok work, nodes Ready: " + expected);
        return realNodes;
    }

    /** Beside the API server, which takes longer. */
    private @Nullable RealNodes startRealNodes() {
        Site site = assembly.site();
        if (site == null) {
            return null;
        }
        Path directory = assembly.directory().path();
        RealNodes started = RealNodes.start(site, assembly.binaries().directory(),
                node -> assembly.files().nodeAccess(node, site.apiServer()), LocalImages.pause(directory), options.heartbeat());
        stopwatch.tell("containerd runs on " + started.all());
        return started;
    }

    /** Not a moment longer than until a program of a node has failed. */
    private void await(@Nullable RealNodes realNodes, String what, Callable<Boolean> condition) {
        components.await(what, () -> {
            if (realNodes != null) {
                realNodes.requireRunning();
            }
            return condition.call();
        });
    }

    private void create(HasMetadata object) {
        client.resource(object).create();
    }

    /** As the garbage collector looks at it: through discovery. Both answers are null until then, which fabric8's types do not say. */
    private boolean isServed(CustomResourceDefinition kind) {
        String group = kind.getSpec().getGroup();
        String version = group + "/" + kind.getSpec().getVersions().getFirst().getName();
        return Optional.ofNullable(client.raw("/apis")).filter(groups -> groups.contains('"' + version + '"')).isPresent()
                && Optional.ofNullable(client.getApiResources(version)).map(APIResourceList::getResources).stream().flatMap(List::stream)
                        .anyMatch(resource -> resource.getName().equals(kind.getSpec().getNames().getPlural()));
    }
}
