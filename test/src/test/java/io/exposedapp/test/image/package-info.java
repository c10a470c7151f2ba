/** The operator's image on real nodes, installed as an administrator installs it. */
@NullMarked
package io.exposedapp.test.image;

import org.jspecify.annotations.NullMarked;
