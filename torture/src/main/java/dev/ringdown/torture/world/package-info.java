/**
 * Who lives in a run and what happens there: customers, identities, events, and which of them a topic asks for, told
 * a second time and independently of the product. Immutable but for {@code Chance}, so that any thread may read it. It
 * must not know the wire.
 */
@NullMarked
package dev.ringdown.torture.world;

import org.jspecify.annotations.NullMarked;
