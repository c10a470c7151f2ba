/** Disturbances of all parts of a cluster with real nodes, one after the other and two at a time, while apps are edited. */
@NullMarked
package io.exposedapp.test.chaos;

import org.jspecify.annotations.NullMarked;
