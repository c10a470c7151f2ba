/** What kstatus says of an object, which Flux and Helm go by. */
@NullMarked
package io.exposedapp.test.cluster.kstatus;

import org.jspecify.annotations.NullMarked;
