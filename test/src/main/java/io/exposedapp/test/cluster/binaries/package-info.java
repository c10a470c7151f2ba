/** Where the binaries of Kubernetes, Argo CD and kstatus come from: a given directory, the cache, or a build of the locked module list. */
@NullMarked
package io.exposedapp.test.cluster.binaries;

import org.jspecify.annotations.NullMarked;
