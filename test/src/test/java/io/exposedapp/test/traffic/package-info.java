/** The client that counts lost requests is itself held to what it counts, against servers that lose them on purpose. */
@NullMarked
package io.exposedapp.test.traffic;

import org.jspecify.annotations.NullMarked;
