/**
 * The servers that are compared: how each is started, and how its clients speak. Started by the main thread; dialects are
 * immutable, and what they make is confined to the loop of its connection. It must not know what is measured.
 */
@NullMarked
package dev.ringdown.bench.peer;

import org.jspecify.annotations.NullMarked;
