package io.exposedapp.test.demo;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The cluster that the demo plays on, with CRDs and roles in it. Closing it removes what the demo made. */
sealed interface Stage extends AutoCloseable permits LocalStage, ExistingStage {

    /** As the one who shows. */
    Kubectl kubectl();

    /** As the one who shows. */
    KubernetesClient client();

    /** As the operator. */
    Path operatorKubeconfig();

    /** Where the examples go. */
    String namespace();

    /** How long it may take until the last example is Ready. */
    Duration patience();

    /** Applies the examples of a folder: its kustomization, or all its files. */
    default void apply(Path folder) {
        kubectl().run("apply", Files.exists(folder.resolve("kustomization.yaml")) ? "-k" : "-f", folder.toString(), "-n", namespace());
    }

    /** Shows requests and answers, where there is somebody to answer. */
    default void showTraffic(Narrator narrator) {
        // nobody is, unless the stage says so
    }

    /** What to know of the pods that are shown. */
    String aboutPods();

    /** What to type in another terminal to go on by hand. */
    String export();

    @Override
    void close();
}
