/**
 * The log of a node that is not alone: it sends what is appended to a journal, and applies what the journal has to a store of
 * its own, and looks whether it hears what others hear and has what they have. One thread sends and applies. It knows no engine
 * behind the journal, and nothing of sessions or sockets.
 */
@NullMarked
package dev.ringdown.replica;

import org.jspecify.annotations.NullMarked;
