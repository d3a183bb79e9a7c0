/**
 * The commands that stand outside and look in: {@code tail} shows events as a client sees them, {@code publish} sends one
 * as a publisher does. A command runs on the main thread of its process; what {@code tail} receives is printed on the
 * thread of our Java client, one message at a time. It knows that client and the wire, and nothing of the server's classes.
 */
@NullMarked
package dev.ringdown.cli;

import org.jspecify.annotations.NullMarked;
