/**
 * What the tests of the gateway are told with: a loop and a clock that the test owns, sockets that remember and can
 * stall, people, events, and a gateway that puts the real router and the real sessions between them.
 */
@NullMarked
package dev.ringdown.testing;

import org.jspecify.annotations.NullMarked;
