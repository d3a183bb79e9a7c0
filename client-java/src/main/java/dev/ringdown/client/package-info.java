/**
 * The client for Java programs: events of a Ringdown gateway, with nothing missed and nothing doubled across lost
 * connections, new tokens and restarted servers. It begins at {@link dev.ringdown.client.Ringdown#connect}.
 *
 * <p>A connection has one thread of its own, on which everything of it happens: what the server says, timers, and the
 * application's callbacks. What is public may be called on any thread. It knows the JDK and the wire, and nothing of the
 * server.
 */
@NullMarked
package dev.ringdown.client;

import org.jspecify.annotations.NullMarked;
