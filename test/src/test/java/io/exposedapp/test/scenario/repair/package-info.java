/** What people or accidents do to entries, Services and labels, and how it is put right or told. */
@NullMarked
package io.exposedapp.test.scenario.repair;

import org.jspecify.annotations.NullMarked;
