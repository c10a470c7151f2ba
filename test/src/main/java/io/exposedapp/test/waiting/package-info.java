/** Waiting for what a cluster does in its own time: always with a limit, and with what was seen last when the limit is reached. */
@NullMarked
package io.exposedapp.test.waiting;

import org.jspecify.annotations.NullMarked;
