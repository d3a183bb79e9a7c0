package dev.ringdown.source.rabbitmq;

import java.io.IOException;
import java.util.function.Consumer;

/** The message broker, as a source needs it. */
interface Broker {
    /** Where it is, for people; without its credentials. */
    String address();

    /**
     * Connects, makes what is missing of exchange and queues, and begins to take messages. Blocks.
     *
     * @param heard told of everything that happens on the link, on the source's turns
     * @throws IOException it is not to be had; the message says why
     */
    Link open(Listener heard) throws IOException;

    /** What a link tells. */
    interface Listener {
        /** A message was given to us. */
        void delivered(Delivery delivery);

        /** The link is of no use any more; said once or more. */
        void lost(String reason);
    }

    /** A channel on which messages come. Confined to the source's thread. */
    interface Link {
        /** How much waited when it was opened, before any message was taken. */
        Depths depthsAtFirst();

        /** Gives back every message up to this one as done. */
        void acknowledge(long tag) throws IOException;

        /**
         * Puts a message with the reason into the dead-letter queue.
         *
         * @param buried runs on a turn once the broker has confirmed it
         */
        void bury(Delivery delivery, String reason, Runnable buried) throws IOException;

        /** Asks how many messages wait in the queue and in the dead-letter queue; the answer comes on a turn. */
        void askDepths(Consumer<Depths> told) throws IOException;

        /** Ends it; what was not acknowledged goes back to where it was in the queue. Does not throw. */
        void close();
    }

    /**
     * How many messages wait.
     *
     * @param waiting in the queue, without those that were given to us
     * @param buried in the dead-letter queue
     */
    record Depths(long waiting, long buried) {}
}
