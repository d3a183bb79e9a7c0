/**
 * The wire as a load generator needs it: frames are looked at where they lie, and the numbers of an event are found from
 * the end of its payload. Runs on the event loops of the connections. It must not know what is measured.
 */
@NullMarked
package dev.ringdown.bench.wire;

import org.jspecify.annotations.NullMarked;
