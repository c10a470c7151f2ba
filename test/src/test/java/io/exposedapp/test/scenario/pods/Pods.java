package io.exposedapp.test.scenario.pods;

import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What these tests ask of pods again and again. What is the same pod is told by its UID: a slot that is free again gives its name to another one. */
final class Pods {

    private Pods() {
    }

    static Set<String> names(Collection<? extends HasMetadata> objects) {
        return objects.stream().map(o -> o.getMetadata().getName()).collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> uids(Collection<? extends HasMetadata> objects) {
        return objects.stream().map(o -> o.getMetadata().getUid()).collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> namesOf(User user, String app) {
        return names(user.pods(app));
    }

    static Set<String> uidsOf(User user, String app) {
        return uids(user.pods(app));
    }

    /** Those that do not terminate. */
    static List<Pod> active(User user, String app) {
        return user.pods(app).stream().filter(pod -> pod.getMetadata().getDeletionTimestamp() == null).toList();
    }

    static String uid(HasMetadata object) {
        return object.getMetadata().getUid();
    }

    /** Of the pods that do not terminate: the tag of each one's image, sorted. */
    static List<String> tags(User user, String app) {
        return active(user, app).stream().map(pod -> pod.getSpec().getContainers().getFirst().getImage())
                .map(image -> image.substring(image.lastIndexOf(':') + 1)).sorted().toList();
    }

    /** As the kubelet says that its probe fails; KWOK leaves it so. */
    static void makeUnready(User user, String pod) {
        user.kubectl("patch", "pod", pod, "--subresource=status", "-p", """
                {"status": {"conditions": [{"type": "Ready", "status": "False"}]}}
                """);
    }

    /** As the kubelet does that needs the memory for others. */
    static void evict(User user, String pod) {
        user.kubectl("patch", "pod", pod, "--subresource=status", "-p", """
                {"status": {"phase": "Failed", "reason": "Evicted", "message": "The node was low on resource: memory."}}
                """);
    }
}
