/**
 * What the tests of the product speak with: the server as a process, tokens signed by hand, publishers, and WebSocket
 * clients down to single frames. It knows the wire and the command line, and nothing of the product's classes.
 */
@NullMarked
package dev.ringdown.tests.support;

import org.jspecify.annotations.NullMarked;
