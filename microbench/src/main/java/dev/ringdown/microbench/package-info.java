/**
 * What the benchmarks work on: events as VoIPBin publishes them, and who is told of them. A benchmark itself stands in the
 * package of what it measures, as tests do, and runs on one thread of JMH's. Nothing here knows a socket.
 */
@NullMarked
package dev.ringdown.microbench;

import org.jspecify.annotations.NullMarked;
