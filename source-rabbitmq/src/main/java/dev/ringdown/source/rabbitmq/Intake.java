package dev.ringdown.source.rabbitmq;

import dev.ringdown.event.Event;
import dev.ringdown.event.InvalidEventException;
import dev.ringdown.publishing.Verdict;
import dev.ringdown.source.rabbitmq.ChatCopies.Copies;
import dev.ringdown.source.rabbitmq.Unacknowledged.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of messages from one link into the log, and of their acknowledgements back: both in the order of the broker.
 *
 * <p>One append is under way at a time; whatever has come meanwhile makes up the next. So an append that fails can be
 * tried again without anything behind it getting ahead, and a busy queue is written in batches. Whoever cannot go on says
 * so once, after which the link is to be closed: the broker then has everything back that was not acknowledged, in its
 * place.
 *
 * <p>Confined to the source's thread.
 */
final class Intake {
    /** What one append holds at most, so that a queue of large messages needs no large batch. */
    static final int BATCH_BYTES = 1024 * 1024;

    /** How long an append is tried again before another node may have the queue. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /** An event that waits for the log, and the messages that are done once it is there. */
    private record Arrival(Event event, List<Message> messages) {
        int bytes() {
            return event.json().size();
        }
    }

    private final Broker.Link link;
    private final CopyReader reader;
    private final Appending appending;
    private final Turns turns;
    private final RabbitmqMeters meters;
    private final Consumer<String> givenUp;
    private final Unacknowledged unacknowledged = new Unacknowledged();
    private final ChatCopies chats;
    private final ArrayDeque<Arrival> waiting = new ArrayDeque<>();
    private final Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1));

    private boolean appendUnderWay;
    private boolean stopping;
    private boolean ended;
    private Runnable whenIdle = () -> {};

    /** @param givenUp told once, with the reason, when nothing more can come of this link */
    Intake(
            Broker.Link link,
            Destination destination,
            Duration chatWait,
            Turns turns,
            RabbitmqMeters meters,
            Consumer<String> givenUp) {
        this.link = link;
        this.reader = destination.reader();
        this.appending = destination.appending();
        this.turns = turns;
        this.meters = meters;
        this.givenUp = givenUp;
        this.chats = new ChatCopies(turns, chatWait, this::together);
    }

    /** Takes a message; they come in the order of the broker. */
    void delivered(Delivery delivery) {
        if (ended || stopping) {
            return; // the broker has it back when the link is closed
        }
        Message message = unacknowledged.taken(delivery.tag());
        meters.taken();
        meters.unacknowledged(unacknowledged.size());
        RoutingKey key = RoutingKey.ofChat(delivery.routingKey());
        if (key == null) {
            read(delivery, List.of(), List.of(message));
        } else {
            chats.add(delivery, message, key.participant());
        }
    }

    private void together(Copies copies) {
        if (!ended && !stopping) {
            read(copies.first(), List.copyOf(copies.participants()), copies.messages());
        }
    }

    private void read(Delivery delivery, List<UUID> participants, List<Message> messages) {
        try {
            Event event = reader.read(delivery.body(), participants, delivery.receivedNanos());
            waiting.addLast(new Arrival(event, messages));
            appendNext();
        } catch (InvalidEventException e) {
            if (e.kind() == InvalidEventException.Kind.TOO_MANY_TOPICS && participants.size() > 1) {
                readInHalves(delivery, participants, messages);
            } else {
                bury(delivery, e, messages);
            }
        }
    }

    /** So many take part that one event cannot have all their topics: the rest gets it as a late copy. */
    private void readInHalves(Delivery delivery, List<UUID> participants, List<Message> messages) {
        int half = participants.size() / 2;
        read(delivery, participants.subList(0, half), List.of());
        read(delivery, participants.subList(half, participants.size()), messages);
    }

    private void bury(Delivery delivery, InvalidEventException why, List<Message> messages) {
        meters.unreadable(why);
        LOG.debug("unreadable key={} reason={}", delivery.routingKey(), why.getMessage());
        try {
            link.bury(delivery, String.valueOf(why.getMessage()), () -> settle(messages));
        } catch (IOException e) {
            giveUp("cannot put a message into the dead-letter queue: " + e.getMessage());
        }
    }

    private void appendNext() {
        if (appendUnderWay || stopping || ended || waiting.isEmpty()) {
            return;
        }
        List<Arrival> batch = new ArrayList<>();
        int bytes = 0;
        while (!waiting.isEmpty()
                && (batch.isEmpty() || bytes + waiting.getFirst().bytes() <= BATCH_BYTES)) {
            Arrival next = waiting.removeFirst();
            bytes += next.bytes();
            batch.add(next);
        }
        appendUnderWay = true;
        append(batch, turns.nanoTime());
    }

    private void append(List<Arrival> batch, long sinceNanos) {
        List<Event> events = batch.stream().map(Arrival::event).toList();
        var unused = appending
                .append(events)
                .thenAccept(verdict -> turns.execute(() -> appended(batch, verdict, sinceNanos)));
    }

    private void appended(List<Arrival> batch, Verdict verdict, long sinceNanos) {
        if (ended) {
            return;
        }
        if (verdict instanceof Verdict.Stored) {
            backoff.reset();
            appendUnderWay = false;
            batch.forEach(arrival -> arrival.messages().forEach(Message::settle));
            acknowledge();
            appendNext();
            tellIfIdle();
            return;
        }
        meters.appendFailed();
        String reason = reason(verdict);
        if (stopping || turns.nanoTime() - sinceNanos >= PATIENCE.toNanos()) {
            giveUp("the log takes nothing: " + reason);
        } else {
            turns.after(backoff.next(), () -> again(batch, sinceNanos));
        }
    }

    private void again(List<Arrival> batch, long sinceNanos) {
        if (!ended) {
            append(batch, sinceNanos);
        }
    }

    private static String reason(Verdict verdict) {
        if (verdict instanceof Verdict.Unavailable unavailable) {
            return unavailable.detail();
        }
        if (verdict instanceof Verdict.Unknown unknown) {
            return unknown.detail(); // what was stored after all is a duplicate when it comes again
        }
        if (verdict instanceof Verdict.Failed failed) {
            LOG.error("cannot append what the queue had (it is tried again)", failed.cause());
            return String.valueOf(failed.cause());
        }
        return String.valueOf(verdict);
    }

    private void settle(List<Message> messages) {
        if (!ended) {
            messages.forEach(Message::settle);
            acknowledge();
            tellIfIdle();
        }
    }

    private void acknowledge() {
        long tag = unacknowledged.forgetSettled();
        meters.unacknowledged(unacknowledged.size());
        if (tag == 0) {
            return;
        }
        try {
            link.acknowledge(tag);
        } catch (IOException e) {
            giveUp("cannot acknowledge: " + e.getMessage());
        }
    }

    private void giveUp(String reason) {
        if (!ended) {
            end();
            givenUp.accept(reason);
        }
    }

    /** Takes nothing more, and runs this once the append that is under way has been acknowledged. */
    void stop(Runnable idle) {
        stopping = true;
        whenIdle = idle;
        tellIfIdle();
    }

    private void tellIfIdle() {
        if (stopping && !appendUnderWay && !ended) {
            whenIdle.run();
        }
    }

    /** The link is gone; whatever comes of what is under way, comes again on the next one. */
    void end() {
        ended = true;
        meters.unacknowledged(0);
    }
}
