/**
 * The command line of the server: what {@code ./run serve}, {@code demo} and {@code token} start. It reads options, asks
 * the other rooms to do the work, and says what happened.
 */
@NullMarked
package dev.ringdown.launch;

import org.jspecify.annotations.NullMarked;
