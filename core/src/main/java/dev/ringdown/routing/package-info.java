/**
 * Which subscribers want an entry: an index over everybody's filters whose cost does not depend on how many there are.
 * Confined to one event loop; it knows nothing of what a subscriber does with an entry.
 */
@NullMarked
package dev.ringdown.routing;

import org.jspecify.annotations.NullMarked;
