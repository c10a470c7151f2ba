/**
 * What may happen to a ledger, and what must be true of it then. It knows the API and nothing of the operator's code, so that the laws are
 * those of the design; one set of steps and laws serves the model in memory and the real API server.
 */
@NullMarked
package io.exposedapp.model;

import org.jspecify.annotations.NullMarked;
