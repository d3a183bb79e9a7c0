/**
 * The codes a client is told when something is refused or ends, and the limits that refusals name: they are wire
 * contract, so none is ever renamed or given a second meaning. Immutable, any thread. It knows nothing of how a message is written.
 */
@NullMarked
package dev.ringdown.protocol;

import org.jspecify.annotations.NullMarked;
