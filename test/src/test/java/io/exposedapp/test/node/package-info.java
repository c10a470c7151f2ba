/** Stories on real nodes: pods run and requests flow. */
@NullMarked
package io.exposedapp.test.node;

import org.jspecify.annotations.NullMarked;
