/** How tests deal with operators, put to the test itself. */
@NullMarked
package io.exposedapp.test.operator;

import org.jspecify.annotations.NullMarked;
