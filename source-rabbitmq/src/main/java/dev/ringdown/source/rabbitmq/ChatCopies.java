package dev.ringdown.source.rabbitmq;

import dev.ringdown.source.rabbitmq.Unacknowledged.Message;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits a moment for the copies of each event of a chat, since only together they say who takes part. Every event waits
 * equally long, counted from its first copy, so they go on in the order in which they came. Confined to the source's
 * thread.
 */
final class ChatCopies {
    /** The copies of one event, as far as they have come. */
    static final class Copies {
        private final Delivery first;
        private final List<Message> messages = new ArrayList<>();
        private final Set<UUID> participants = new LinkedHashSet<>();

        private Copies(Delivery first) {
            this.first = first;
        }

        Delivery first() {
            return first;
        }

        List<Message> messages() {
            return messages;
        }

        Set<UUID> participants() {
            return participants;
        }

        private void add(Message message, @Nullable UUID participant) {
            messages.add(message);
            if (participant != null) {
                participants.add(participant);
            }
        }
    }

    private final Turns turns;
    private final Duration wait;
    private final Consumer<Copies> together;
    private final Map<ByteBuffer, Copies> waiting = new LinkedHashMap<>();

    /**
     * @param wait how long from the first copy on
     * @param together takes the copies of an event when the time is over
     */
    ChatCopies(Turns turns, Duration wait, Consumer<Copies> together) {
        this.turns = turns;
        this.wait = wait;
        this.together = together;
    }

    /** Takes one more copy; its body tells which event it is of. */
    void add(Delivery delivery, Message message, @Nullable UUID participant) {
        ByteBuffer body = ByteBuffer.wrap(delivery.body());
        Copies copies = waiting.get(body);
        if (copies == null) {
            copies = new Copies(delivery);
            waiting.put(body, copies);
            turns.after(wait, () -> goOn(body));
        }
        copies.add(message, participant);
    }

    private void goOn(ByteBuffer body) {
        Copies copies = waiting.remove(body);
        if (copies == null) {
            throw new IllegalStateException("no copies wait (expected: those for which the time is over)");
        }
        together.accept(copies);
    }
}
