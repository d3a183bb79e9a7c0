/**
 * What is below the product and can fail: its process and its disk. Called by the thread that runs the part.
 */
@NullMarked
package dev.ringdown.torture.process;

import org.jspecify.annotations.NullMarked;
