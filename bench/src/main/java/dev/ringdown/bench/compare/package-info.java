/**
 * Several servers side by side: what is done to each, what came of it, and how that is shown. Used by the main thread. It
 * must not know how a server is started or spoken to.
 */
@NullMarked
package dev.ringdown.bench.compare;

import org.jspecify.annotations.NullMarked;
