package io.exposedapp.test.cluster;

import io.exposedapp.test.cluster.binaries.MissingToolException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The test cluster as a program, to try things by hand. */
public final class Main {

    private static final String USAGE = """
            usage: up [--simulated-nodes N] [--nodes N]

            Starts a Kubernetes control plane on this machine (etcd, API server, controller-manager, scheduler) and stays until Ctrl-C;
            then everything is stopped and removed. No container, no port but one of the loopback interface, and no root without --nodes.

              --simulated-nodes N   nodes that KWOK simulates (default 2, at most 200): their pods are Ready at once, and nothing runs
              --nodes N             real nodes (default 0, at most 3), whose pods run: kubelet, kube-proxy and containerd in namespaces

            Needs the binaries of Kubernetes: those in the directory that EXPOSEDAPP_KUBERNETES_BIN names, or Go to build them once.
            """;

    private Main() {
    }

    /** Ends with 1 if the cluster does not start, and with 2 for a wrong command line. */
    public static void main(String[] arguments) throws InterruptedException {
        int exitCode = run(List.of(arguments));
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    static int run(List<String> arguments) throws InterruptedException {
        return switch (CommandLine.parse(arguments)) {
            case CommandLine.Help _ -> {
                System.out.print(USAGE);
                yield 0;
            }
            case CommandLine.Wrong(String problem) -> {
                System.err.println(problem + "\n\n" + USAGE);
                yield 2;
            }
            case CommandLine.Up up -> up(up);
        };
    }

    private static int up(CommandLine.Up up) throws InterruptedException {
        ClusterOptions options = ClusterOptions.defaults().withSimulatedNodes(up.simulatedNodes()).withRealNodes(up.realNodes());
        try (TestCluster cluster = TestCluster.start(options)) {
            System.out.println(
                    "Kubernetes " + cluster.client().getKubernetesVersion().getGitVersion() + " at " + cluster.server() + ", logs in "
                            + cluster.logs());
            System.out.println("export KUBECONFIG=" + cluster.kubeconfig() + " PATH=" + cluster.binaries() + ":$PATH");
            if (up.realNodes() > 0) {
                System.out.println("From outside, to a node port: " + String.join(" ", cluster.nodes().outside().line("curl")) + " http://"
                        + cluster.nodes().all().getFirst().address() + ":<number>/");
            }
            System.out.println("Ctrl-C stops and removes it.");
            new CountDownLatch(1).await();
            return 0;
        } catch (MissingToolException e) {
            System.err.println("needs " + e.getMessage());
            return 1;
        } catch (RuntimeException e) {
            System.err.println("The cluster did not start: " + e.getMessage());
            return 1;
        }
    }
}
