/** What the ledger stands or falls with, shown on whole crowds of apps: by every change that the API server tells of, not by a look at the end. */
@NullMarked
package io.exposedapp.test.scenario.proof;

import org.jspecify.annotations.NullMarked;
