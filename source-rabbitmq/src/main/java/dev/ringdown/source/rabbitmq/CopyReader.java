package dev.ringdown.source.rabbitmq;

import dev.ringdown.event.Event;
import dev.ringdown.event.InvalidEventException;
import java.util.Collection;
import java.util.UUID;

/** Reads what a message says. */
public interface CopyReader {
    /**
     * The event of a body; the same for each of its copies.
     *
     * @param participants agents who get it besides those whom the body names
     */
    Event read(byte[] body, Collection<UUID> participants, long receivedNanos) throws InvalidEventException;
}
