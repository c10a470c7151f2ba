/** Tests of what real nodes need, without any. */
@NullMarked
package io.exposedapp.test.cluster.node;

import org.jspecify.annotations.NullMarked;
