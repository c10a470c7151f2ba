/** A proxy between one client and the API server, which answers chosen requests in the API server's place or cuts their connections. */
@NullMarked
package io.exposedapp.test.cluster.proxy;

import org.jspecify.annotations.NullMarked;
