/** Tests of images made of this machine, which no node has to run. */
@NullMarked
package io.exposedapp.test.cluster.image;

import org.jspecify.annotations.NullMarked;
