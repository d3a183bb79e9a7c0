/**
 * One client and its connection: what it may read, what it subscribed to, what it is told. A {@link
 * dev.ringdown.session.Session} is confined to the event loop of its connection. It knows no network library: the
 * transport gives it texts and a {@link dev.ringdown.session.Connection} to answer on.
 */
@NullMarked
package dev.ringdown.session;

import org.jspecify.annotations.NullMarked;
