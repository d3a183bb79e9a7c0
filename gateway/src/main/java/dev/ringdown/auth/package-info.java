/**
 * Proves credentials: what a client shows becomes an {@link dev.ringdown.identity.Identity}, or a refusal with the
 * reason. Thread-safe; nothing blocks, but signatures take time: never on an event loop. It decides who somebody is, not what
 * they may read.
 */
@NullMarked
package dev.ringdown.auth;

import org.jspecify.annotations.NullMarked;
