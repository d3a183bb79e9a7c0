package dev.ringdown.source.rabbitmq;

import java.util.ArrayDeque;

/** The messages that the broker has given to us and not had back, in its order. Confined to the source's thread. */
final class Unacknowledged {
    /** One of them. */
    static final class Message {
        private final long tag;
        private boolean settled;

        private Message(long tag) {
            this.tag = tag;
        }

        /** What it says is where it belongs. */
        void settle() {
            settled = true;
        }
    }

    private final ArrayDeque<Message> messages = new ArrayDeque<>();

    /** Notes a message; they come in the order of their tags. */
    Message taken(long tag) {
        Message message = new Message(tag);
        messages.addLast(message);
        return message;
    }

    /** Forgets the oldest as far as all are settled; returns the tag of the last of them, or 0 if the oldest is not. */
    long forgetSettled() {
        long tag = 0;
        while (!messages.isEmpty() && messages.getFirst().settled) {
            tag = messages.removeFirst().tag;
        }
        return tag;
    }

    int size() {
        return messages.size();
    }
}
