/**
 * JSON that somebody else wrote, from the other end of a connection: how it is read so that nobody can make anybody else
 * pay for it. Any thread. It knows nothing of what the JSON says.
 */
@NullMarked
package dev.ringdown.json;

import org.jspecify.annotations.NullMarked;
