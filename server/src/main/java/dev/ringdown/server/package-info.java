/**
 * The one place that knows every part: it puts them together from a configuration, starts them and ends them in order.
 * Thread-safe. It decides nothing of what the parts do.
 */
@NullMarked
package dev.ringdown.server;

import org.jspecify.annotations.NullMarked;
