/** The pure core in a world of its own: what may happen to it is in {@code io.exposedapp.model}, and so is what must be true then. */
@NullMarked
package io.exposedapp.operator.model;

import org.jspecify.annotations.NullMarked;
