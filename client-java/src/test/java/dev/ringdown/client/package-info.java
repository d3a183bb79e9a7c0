/** The client against a gateway that does what a test says. */
@NullMarked
package dev.ringdown.client;

import org.jspecify.annotations.NullMarked;
