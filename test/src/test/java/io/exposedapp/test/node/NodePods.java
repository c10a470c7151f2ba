package io.exposedapp.test.node;

import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The pods of an app, by the node that they are on. */
final class NodePods {

    private NodePods() {
    }

    static List<Pod> on(User user, String app, String node) {
        return user.pods(app).stream().filter(pod -> node.equals(pod.getSpec().getNodeName())).toList();
    }

    /** Ready ones that do not terminate. */
    static List<Pod> serving(User user, String app, String node) {
        return on(user, app, node).stream().filter(pod -> pod.getMetadata().getDeletionTimestamp() == null).filter(Readiness::isPodReady)
                .toList();
    }

    /** Never their names: a slot that is free again gives its name to another pod. */
    static Set<String> uids(List<Pod> pods) {
        return pods.stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet());
    }
}
