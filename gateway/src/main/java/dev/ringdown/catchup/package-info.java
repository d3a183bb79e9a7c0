/**
 * Walking towards the head: a {@link dev.ringdown.catchup.CatchUp} brings whoever is behind (resuming, reading history,
 * too slow a while ago) up to live delivery, in bounded steps on its event loop, from {@link
 * dev.ringdown.catchup.SharedReads} that many share and that read the disk elsewhere,
 * where everybody who reads takes turns ({@link dev.ringdown.catchup.ReadQueue}). It knows no sockets and nothing of
 * what a client asked for.
 */
@NullMarked
package dev.ringdown.catchup;

import org.jspecify.annotations.NullMarked;
