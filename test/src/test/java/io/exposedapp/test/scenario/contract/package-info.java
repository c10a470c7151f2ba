/** What the status says while something fails that the operator does not make: never nothing, and never what is not so. */
@NullMarked
package io.exposedapp.test.scenario.contract;

import org.jspecify.annotations.NullMarked;
