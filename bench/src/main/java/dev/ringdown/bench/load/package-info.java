/**
 * Subscribers, publishers, and what both count: whatever is published is expected at everybody who asked for it, once and
 * in order. Everything here is confined to the event loop of its {@link dev.ringdown.bench.load.LoadLoop}, which the main
 * thread asks. It must not know who started the server.
 */
@NullMarked
package dev.ringdown.bench.load;

import org.jspecify.annotations.NullMarked;
