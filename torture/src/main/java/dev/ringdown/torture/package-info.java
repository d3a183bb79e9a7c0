/**
 * A seeded run against a real server: its parts, their faults, and what is printed at the end. It starts everything
 * and runs on the main thread. It knows of the product only how to start it, and the wire.
 */
@NullMarked
package dev.ringdown.torture;

import org.jspecify.annotations.NullMarked;
