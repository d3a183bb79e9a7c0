package dev.ringdown.trace;

import dev.ringdown.event.EventShape;
import dev.ringdown.fanout.Watcher;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Sequence;
import dev.ringdown.message.ClientMessage;
import dev.ringdown.message.ServerMessage;
import dev.ringdown.subscription.Subscriptions;
import dev.ringdown.subscription.Witness;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one session while an operator looks: what became of each event, and what was said. Confined to the
 * session's event loop.
 */
public final class DeliveryTrace implements Witness, Watcher {
    /** An event's topics match, but the {@code types} that the client asked for do not. */
    private static final String TYPES = "types";

    /** No topic of the session matches, though it may read the event. */
    private static final String TOPICS = "topics";

    /** The identity may not read the event. */
    private static final String FORBIDDEN = "forbidden";

    /** The connection has had the event. */
    private static final String DUPLICATE = "duplicate";

    private final Subscriptions subscriptions;
    private final EventShape shape;
    private final TraceOptions options;
    private final TraceRing ring;
    private long askedAtNanos;

    /** @param shape of the events that the client gets */
    public DeliveryTrace(Subscriptions subscriptions, EventShape shape, TraceOptions options, Clock clock) {
        this.subscriptions = subscriptions;
        this.shape = shape;
        this.options = options;
        this.ring = new TraceRing(options.maxEntries(), clock);
    }

    /** Somebody asks for what was noted after a number. */
    public TracePage after(long number, long nowNanos) {
        askedAtNanos = nowNanos;
        return ring.after(number);
    }

    /** Whether nobody has asked for so long that it may end. */
    public boolean isIdle(long nowNanos) {
        return nowNanos - askedAtNanos >= options.idle().toNanos();
    }

    /** It is over; its place is free for another session. */
    public void end() {
        options.slots().release();
    }

    @Override
    public void onRouted(LogEntry entry) {
        subscriptions.noteRouted(entry, this);
    }

    @Override
    public void sent(List<LogEntry> entries) {
        entries.forEach(entry -> note(TraceEntry.What.SENT, entry, entry.length(shape), null));
    }

    @Override
    public void caughtUp(List<LogEntry> entries) {
        entries.forEach(entry -> note(TraceEntry.What.CAUGHT_UP, entry, entry.length(shape), null));
    }

    @Override
    public void duplicate(LogEntry entry) {
        note(TraceEntry.What.FILTERED, entry, 0, DUPLICATE);
    }

    private void note(TraceEntry.What what, LogEntry entry, int bytes, @Nullable String reason) {
        List<String> topics = subscriptions.topicsThatMatch(entry);
        ring.add(what, entry, topics, bytes, reason);
    }

    @Override
    public void passed(LogEntry entry, List<String> topics) {
        String reason = !topics.isEmpty() ? TYPES : subscriptions.mayRead(entry) ? TOPICS : FORBIDDEN;
        ring.add(TraceEntry.What.FILTERED, entry, topics, 0, reason);
    }

    @Override
    public void behind(Sequence after, List<String> topics, String reason) {
        ring.add(TraceEntry.What.BEHIND, after, null, topics, 0, reason);
    }

    @Override
    public void live(Sequence after, List<String> topics) {
        ring.add(TraceEntry.What.LIVE, after, null, topics, 0, null);
    }

    /** The client is told something that is no event. */
    public void told(ServerMessage message) {
        byte[] json = message.json(shape);
        ToldMessage told = ToldMessage.read(json);
        ring.add(
                told.type().equals("gap") ? TraceEntry.What.GAP : TraceEntry.What.CONTROL,
                told.sequence(),
                told.type(),
                told.topics(),
                json.length,
                told.reason());
    }

    /** The client has said something. */
    public void heard(ClientMessage message, int bytes) {
        String reason = message instanceof ClientMessage.Unreadable unreadable
                ? unreadable.code().text()
                : null;
        ring.add(TraceEntry.What.CLIENT, null, message.type(), message.topics(), bytes, reason);
    }
}
