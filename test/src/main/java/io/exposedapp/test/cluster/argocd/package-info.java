/** A real Argo CD (core: application controller and repository server) beside a test cluster, and what it says of applications. */
@NullMarked
package io.exposedapp.test.cluster.argocd;

import org.jspecify.annotations.NullMarked;
