/** The model's turns and laws on a real API server, with the running operator. */
@NullMarked
package io.exposedapp.test.model;

import org.jspecify.annotations.NullMarked;
