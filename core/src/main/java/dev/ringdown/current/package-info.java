/**
 * Values of the configuration that may be replaced while the gateway runs. It owns how a part holds one, so that there is no
 * other way: a part asks at each use, and is never told. Any thread. It must not know what the values are.
 */
@NullMarked
package dev.ringdown.current;

import org.jspecify.annotations.NullMarked;
