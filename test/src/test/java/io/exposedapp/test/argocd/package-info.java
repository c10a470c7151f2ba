/** The operator under a real Argo CD. */
@NullMarked
package io.exposedapp.test.argocd;

import org.jspecify.annotations.NullMarked;
