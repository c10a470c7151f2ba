/** Git repositories of this machine, served over HTTP: what GitOps tools read. */
@NullMarked
package io.exposedapp.test.cluster.git;

import org.jspecify.annotations.NullMarked;
