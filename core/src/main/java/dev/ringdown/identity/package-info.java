/**
 * Who is at the other end of a connection, and what they may read. The whole authorisation table of the protocol is
 * {@link dev.ringdown.identity.AccessPolicy}. Immutable, any thread. It does not know how an identity was proved.
 */
@NullMarked
package dev.ringdown.identity;

import org.jspecify.annotations.NullMarked;
