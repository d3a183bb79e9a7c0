/**
 * What an event is about and what a client asks for: concrete {@link dev.ringdown.topic.Topic topics} and the {@link
 * dev.ringdown.topic.TopicFilter filters} that match them. Everything here is immutable and may be used from any
 * thread. It knows nothing of identities, sessions or the network.
 */
@NullMarked
package dev.ringdown.topic;

import org.jspecify.annotations.NullMarked;
