/**
 * From the log's tail to everybody who wants an entry: one {@link dev.ringdown.fanout.LoopRouter} for each event loop
 * walks the tail, matches, and writes once per drain. Confined to its event loop, but for being woken. It knows no
 * sockets and nothing of why somebody wants an entry.
 */
@NullMarked
package dev.ringdown.fanout;

import org.jspecify.annotations.NullMarked;
