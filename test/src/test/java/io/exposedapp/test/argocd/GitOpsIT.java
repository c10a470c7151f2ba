package io.exposedapp.test.argocd;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.KeepsLogs;
import io.exposedapp.test.cluster.argocd.WithArgoCd;
import io.exposedapp.test.tier.SampledTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * All tests that need {@link GitOps}, in one class: the build gives each class to one of several JVMs, and each JVM would start an Argo CD and
 * a control plane for its share, and keep them to its end.
 */
@ControlPlane
@WithArgoCd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("With the platform in Git:")
class GitOpsIT {

    private final GitOps gitOps = GitOps.start();

    @RegisterExtension
    final KeepsLogs logs = _ -> gitOps.keepLogs();

    @AfterAll
    void end() {
        gitOps.close();
    }

    @Nested
    @DisplayName("Argo CD beside a test cluster")
    class Follows extends FollowsTests {
        Follows() {
            super(gitOps);
        }
    }

    @Nested
    @SampledTests(everyday = 3)
    @DisplayName("CRDs, operator, ledger and apps of one repository, healed by Argo CD")
    class NoFights extends NoFightsTests {
        NoFights() {
            super(gitOps);
        }
    }

    @Nested
    @SampledTests(everyday = 2)
    @DisplayName("What is removed from Git")
    class Prune extends PruneTests {
        Prune() {
            super(gitOps);
        }
    }

    @Nested
    @DisplayName("The health that Argo CD shows")
    class Health extends HealthTests {
        Health() {
            super(gitOps);
        }
    }

    @Nested
    @DisplayName("While no operator runs, Argo CD")
    class OperatorAway extends OperatorAwayTests {
        OperatorAway() {
            super(gitOps);
        }
    }

    @Nested
    @SampledTests(everyday = 1)
    @DisplayName("One commit that replaces a Deployment and its NodePort Service by an app, under Argo CD with self-heal and prune,")
    class OneCommit extends OneCommitTests {
        OneCommit() {
            super(gitOps);
        }
    }
}
