package io.exposedapp.test.node;

import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.test.cluster.SourceTree;
import io.exposedapp.test.cluster.image.LocalApps;
import io.exposedapp.test.cluster.node.CommandResult;
import io.exposedapp.test.cluster.node.RealNode;
import io.exposedapp.test.cluster.node.RealNodes;
import io.exposedapp.test.cluster.node.Traffic;
import io.exposedapp.test.cluster.node.Vantage;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.api.model.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An example of {@code deploy/examples} that runs on real nodes.
 *
 * @param app its name
 * @param service of the app
 */
record Article(RealNodes nodes, String app, ExposedAppStatus status, Service service) {

    private static final int CURL_REFUSED = 7;

    /** Applies the example and waits until it is Ready. */
    static Article applied(RealNodes nodes, User user, String app) {
        return applied(nodes, user, app, app);
    }

    static Article applied(RealNodes nodes, User user, String app, String service) {
        user.applies(LocalApps.of(examples().resolve(app + ".yaml")));
        var status = user.seesReady(app);
        return new Article(nodes, app, status, user.seesService(service));
    }

    static Path examples() {
        return SourceTree.at("deploy/examples");
    }

    /** The same by another Service. */
    Article through(Service other) {
        return new Article(nodes, app, status, other);
    }

    String clusterIp() {
        return service.getSpec().getClusterIP();
    }

    int number(String port) {
        return User.number(status, port);
    }

    /** What each node answers to the outside, at the number of that port. */
    List<String> fromOutside(String scheme, String port) {
        return nodes.all().stream().map(node -> Traffic.answer(nodes.outside(), scheme + "://" + node.address() + ":" + number(port) + "/"))
                .toList();
    }

    /** What the Service's own address answers, to each node and to a pod. */
    List<String> fromInside(String scheme, int port, Vantage pod) {
        var url = scheme + "://" + clusterIp() + ":" + port + "/";
        var vantages = nodes.all().stream().map(RealNode::vantage).toList();
        return Stream.concat(vantages.stream(), Stream.of(pod)).map(from -> Traffic.answer(from, url)).toList();
    }

    /** Asks the Service's own address once, from a node. */
    CommandResult asks(int port) {
        return nodes.all().getFirst().vantage().curl("http://" + clusterIp() + ":" + port + "/");
    }

    /** Waits until that node refuses connections to the URL at once: until its rules are gone, one to a pod that has ended hangs for seconds. */
    static void seesRefused(Vantage from, String url) {
        Traffic.await(from + " -> " + url + " is refused", () -> from.curl("--max-time", "1", url), Article::isRefused);
    }

    static boolean isRefused(CommandResult result) {
        return result.exitCode() == CURL_REFUSED;
    }
}
