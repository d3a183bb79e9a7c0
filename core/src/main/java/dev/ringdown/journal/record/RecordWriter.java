package dev.ringdown.journal.record;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.Event;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Parent;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Topics;
import java.util.List;
import java.util.UUID;

/** Writes one record of events, see {@link RecordReader}. Confined to whoever writes it. */
public final class RecordWriter {
    /** A record has at most so many events. */
    public static final int MAX_EVENTS = 1 << 14;

    private final RecordOutput out = new RecordOutput();
    private final int maxBytes;
    private final int sequenceWidth;
    private int events;

    /**
     * @param maxBytes the record is not larger than this
     * @param sequenceWidth how wide the hole in each message is
     */
    public RecordWriter(RecordStamp stamp, int maxBytes, int sequenceWidth) {
        this.maxBytes = maxBytes;
        this.sequenceWidth = sequenceWidth;
        RecordLayout.putHead(out, RecordLayout.EVENTS, stamp);
        out.putInt(0);
    }

    /**
     * Adds events that belong together, all or none.
     *
     * @return false if they do not fit in
     */
    public boolean add(List<Event> together) {
        if (together.size() > MAX_EVENTS - events) {
            return false;
        }
        int before = out.size();
        for (Event event : together) {
            put(event);
            if (out.size() > maxBytes) {
                out.cutTo(before);
                return false;
            }
        }
        events += together.size();
        return true;
    }

    private void put(Event event) {
        Topics topics = event.topics();
        if (topics.isLate()) {
            throw new IllegalArgumentException(
                    "passed over: " + topics.passedOver() + " (expected: none, since the log decides what is late)");
        }
        out.putByte((event.moment() ? RecordLayout.MOMENT : 0) | (event.copy() ? RecordLayout.COPY : 0));
        out.putUuid(event.customer());
        out.putText(event.name().source());
        out.putText(event.name().id());
        out.putText(event.type());
        out.putCount(topics.scopes().size());
        for (InScope scope : topics.scopes()) {
            put(scope, event.customer());
        }
        out.putText(topics.own().name());
        out.putText(requireNonNull(topics.own().id(), "resource id"));
        out.putCount(topics.parents().size());
        for (Parent parent : topics.parents()) {
            put(parent);
        }
        int messageBytes = event.json().size() - sequenceWidth;
        out.putCount(event.json().sequenceAt());
        out.putCount(messageBytes);
        event.json().putWithoutHole(out.room(messageBytes), sequenceWidth);
    }

    private void put(InScope in, UUID customer) {
        boolean customers = in.scope() == Scope.CUSTOMER;
        if (customers && in.id().equals(customer)) {
            out.putByte(RecordLayout.THE_EVENTS_CUSTOMER);
            return;
        }
        out.putByte(customers ? RecordLayout.CUSTOMER : RecordLayout.AGENT);
        out.putUuid(in.id());
    }

    private void put(Parent parent) {
        String id = parent.resource().id();
        out.putByte((id == null ? 0 : RecordLayout.HAS_ID) | (parent.direct() ? RecordLayout.DIRECT : 0));
        out.putText(parent.resource().name());
        if (id != null) {
            out.putText(id);
        }
    }

    /** The record with what was added. */
    public byte[] toBytes() {
        out.putIntAt(RecordLayout.COUNT_AT, events);
        return out.toBytes();
    }
}
