/** What the operator makes of answers that an API server, or what stands before it, gives once in a while. */
@NullMarked
package io.exposedapp.test.scenario.answers;

import org.jspecify.annotations.NullMarked;
