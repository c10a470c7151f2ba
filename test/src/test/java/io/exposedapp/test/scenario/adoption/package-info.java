/** Stories of Services that were somebody else's: taken over, refused, fought over, and given back. */
@NullMarked
package io.exposedapp.test.scenario.adoption;

import org.jspecify.annotations.NullMarked;
