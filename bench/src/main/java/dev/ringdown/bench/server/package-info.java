/**
 * The server that is measured: a process of its own, or one that runs already, and what the system says of it. Used by the
 * main thread. It must not know what is done to the server.
 */
@NullMarked
package dev.ringdown.bench.server;

import org.jspecify.annotations.NullMarked;
