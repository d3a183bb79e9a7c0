/**
 * Why somebody gets what it gets: the trace of a session for operators, and explanations of topics for clients. A trace is
 * confined to the event loop of its session; what is explained is looked up in turns on the threads of readers. It does not
 * know sessions or connections, which tell it what happens; nothing of it is there while nobody looks.
 */
@NullMarked
package dev.ringdown.trace;

import org.jspecify.annotations.NullMarked;
