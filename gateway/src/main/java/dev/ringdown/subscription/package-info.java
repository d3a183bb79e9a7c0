/**
 * What one session has asked for, and how far it has got: subscriptions, the feed of each customer that follows the log,
 * replays that walk towards it, and what the connection has had. All of it is confined to the session's event loop, but for
 * looking through the log, which goes on in turns on the threads of readers. It does not know who the session is connected
 * to, nor who watches: it writes to an {@link dev.ringdown.subscription.Outlet}, and tells a {@link
 * dev.ringdown.subscription.Witness}.
 */
@NullMarked
package dev.ringdown.subscription;

import org.jspecify.annotations.NullMarked;
