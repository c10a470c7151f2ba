@NullMarked
package io.exposedapp.test.cluster.argocd;

import org.jspecify.annotations.NullMarked;
