package io.exposedapp.test.argocd;

import io.exposedapp.test.cluster.SessionCluster;

/** Hands in {@link GitOps}. */
final class GitOpsProvider extends SessionCluster<GitOps> {

    GitOpsProvider() {
        super(GitOps.class, GitOps::start, GitOps::keepLogs);
    }
}
