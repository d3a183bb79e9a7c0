/**
 * The configuration: one file, the environment and {@code --set}, read once into one immutable tree of records. All
 * faults are found together. It knows the keys and their ranges, and nothing of who uses them.
 */
@NullMarked
package dev.ringdown.config;

import org.jspecify.annotations.NullMarked;
