/** Container images made from files of this machine, without a container engine and without a registry. */
@NullMarked
package io.exposedapp.test.cluster.image;

import org.jspecify.annotations.NullMarked;
