/**
 * One client on one connection, from the handshake to the close: what it says is carried out, its time is kept, and all
 * sessions of an event loop are at hand. A {@link dev.ringdown.session.Session} is confined to the event loop of its
 * connection. It knows no network library: the transport gives it texts and a {@link dev.ringdown.session.Connection} to
 * answer on.
 */
@NullMarked
package dev.ringdown.session;

import org.jspecify.annotations.NullMarked;
