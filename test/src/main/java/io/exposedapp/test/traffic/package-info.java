/** Requests at full speed, each over a connection of its own, and what became of them. */
@NullMarked
package io.exposedapp.test.traffic;

import org.jspecify.annotations.NullMarked;
