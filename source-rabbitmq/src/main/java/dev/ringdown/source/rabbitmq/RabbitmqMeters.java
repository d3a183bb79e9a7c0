package dev.ringdown.source.rabbitmq;

import dev.ringdown.event.InvalidEventException;
import dev.ringdown.protocol.Limit;

/** What a source counts. Called on the source's thread; must not block. */
public interface RabbitmqMeters {
    /** Whether messages can come at this time. */
    void connected(boolean now);

    /** A message was taken from the broker. */
    void taken();

    /** So many messages were taken and not acknowledged yet. */
    void unacknowledged(int now);

    /** A message could not be read, and went to the dead-letter queue. */
    void unreadable(InvalidEventException why);

    /** The log did not take what was to be appended; it is tried again. */
    void appendFailed();

    /** The link to the broker was lost or could not be made. */
    void lost();

    /** So many messages wait in the queue, and in the dead-letter queue. */
    void depths(long waiting, long buried);

    /** The queue has reached its greatest length, and the broker forgets the oldest messages. */
    void full(Limit limit);
}
