/**
 * What operators ask of sessions, on the internal port: which there are, what one of them has subscribed to, what became
 * of each event for it, and that it be closed. It asks every event loop by a task and waits for the answers on a thread
 * of its own, with a deadline; it never touches a session from another thread. It knows nothing of sockets.
 */
@NullMarked
package dev.ringdown.admin;

import org.jspecify.annotations.NullMarked;
