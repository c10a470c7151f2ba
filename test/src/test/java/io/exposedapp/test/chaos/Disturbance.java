package io.exposedapp.test.chaos;

import io.exposedapp.test.cluster.node.RealNode;
import io.exposedapp.test.operator.OperatorProcess;
import java.util.List;

/**
 * What is done to a cluster for some seconds and then undone.
 *
 * @param clause that says so
 * @param part that it concerns
 */
record Disturbance(String clause, Part part, int fewestSeconds, int mostSeconds, Act begin, Act end) {

    private static final int ALL = 100;
    private static final int HALF = 50;

    /** A node is lost until its pods are not ready for longer than an app may be falsely Ready; some are evicted then. */
    private static final List<Disturbance> EVERY = List.of(
            new Disturbance("the operator is killed", Part.OPERATOR, 1, 10, (scene, _) -> scene.operator().kill(),
                    (scene, _) -> scene.operator().start()),
            new Disturbance("packets between operator and API server are dropped", Part.OPERATOR, 3, 12,
                    (scene, _) -> scene.cluster().nodes().dropPacketsToApiServer(OperatorProcess.GROUP_OUTSIDE, ALL),
                    (scene, _) -> scene.cluster().nodes().letPacketsOutsidePass()),
            new Disturbance("every second packet between operator and API server is dropped", Part.OPERATOR, 5, 15,
                    (scene, _) -> scene.cluster().nodes().dropPacketsToApiServer(OperatorProcess.GROUP_OUTSIDE, HALF),
                    (scene, _) -> scene.cluster().nodes().letPacketsOutsidePass()),
            new Disturbance("the API server is killed", Part.CONTROL_PLANE, 1, 10, (scene, _) -> scene.cluster().stopApiServer(),
                    (scene, _) -> scene.cluster().startApiServer()),
            new Disturbance("etcd is killed", Part.CONTROL_PLANE, 1, 10, (scene, _) -> scene.cluster().stopEtcd(),
                    (scene, _) -> scene.cluster().startEtcd()),
            new Disturbance("kubelet is killed", Part.NODE, 2, 35, (_, node) -> node.stopKubelet(), (_, node) -> node.startKubelet()),
            new Disturbance("kube-proxy is killed", Part.NODE, 2, 20, (_, node) -> node.stopProxy(), (_, node) -> node.startProxy()),
            new Disturbance("packets between node and API server are dropped", Part.NODE, 5, 35,
                    (_, node) -> node.dropPacketsOfApiServer(ALL), (_, node) -> node.letPacketsPass()),
            new Disturbance("every second packet between node and API server is dropped", Part.NODE, 5, 25,
                    (_, node) -> node.dropPacketsOfApiServer(HALF), (_, node) -> node.letPacketsPass()),
            new Disturbance("the node is cordoned", Part.NODE, 5, 20, (scene, node) -> scene.cordon(node, true),
                    (scene, node) -> scene.cordon(node, false)),
            new Disturbance("the node is lost", Part.NODE, 28, 45, (_, node) -> lose(node), (_, node) -> bringBack(node)));

    /** Two disturbances at a time concern different ones, or different nodes. */
    enum Part {
        OPERATOR,
        CONTROL_PLANE,
        NODE
    }

    /** On a node, if it concerns one. */
    interface Act {
        void on(Scene scene, RealNode node);
    }

    static List<Disturbance> all() {
        return EVERY;
    }

    /** Whether it keeps the operator from writing a status. */
    boolean silencesOperator() {
        return part != Part.NODE;
    }

    private static void lose(RealNode node) {
        node.stopKubelet();
        node.stopProxy();
        node.dropAllPackets();
    }

    private static void bringBack(RealNode node) {
        node.letPacketsPass();
        node.startKubelet();
        node.startProxy();
    }
}
