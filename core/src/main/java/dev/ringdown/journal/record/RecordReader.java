package dev.ringdown.journal.record;

import dev.ringdown.event.Event;
import dev.ringdown.event.EventJson;
import dev.ringdown.event.EventName;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Parent;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads one record. What is read is what was written, whichever node reads it; what is not whole, has something behind it, or
 * is of another version is refused. Confined to whoever reads it.
 */
public final class RecordReader {
    // What they take at least, so that nobody makes room for more of them than there can be.
    private static final int LEAST_EVENT_BYTES = 27;
    private static final int LEAST_PARENT_BYTES = 2;

    private static final long MAX_EPOCH = 0xFFFF_FFFFL;

    private final RecordInput in;
    private final int sequenceWidth;
    private final int kind;
    private final RecordStamp stamp;

    /**
     * Reads who appended it.
     *
     * @param sequenceWidth how wide the hole in each message is
     * @throws InvalidRecordException it is none that this version can read
     */
    public RecordReader(byte[] record, int sequenceWidth) throws InvalidRecordException {
        this.in = new RecordInput(record);
        this.sequenceWidth = sequenceWidth;
        int version = in.readByte("version");
        if (version != RecordLayout.VERSION) {
            throw in.fault("version: " + version + " (expected: " + RecordLayout.VERSION
                    + "; a node of a later version has appended it)");
        }
        this.kind = in.readByte("kind");
        if (kind > RecordLayout.DIGEST) {
            throw in.fault("kind: " + kind + " (expected: 0 to " + RecordLayout.DIGEST
                    + "; a node of a later version has appended it)");
        }
        this.stamp = new RecordStamp(in.readLong("writer"), in.readLong("number"));
    }

    /** Which record it is. */
    public RecordStamp stamp() {
        return stamp;
    }

    /** Whether it has events; else it is a {@link Control}. */
    public boolean isOfEvents() {
        return kind == RecordLayout.EVENTS;
    }

    /**
     * What it says, if it is not of events; to be read once.
     *
     * @throws InvalidRecordException it is not whole, or says what cannot be
     */
    public Control control() throws InvalidRecordException {
        Control control = switch (kind) {
            case RecordLayout.FOUNDING ->
                new Control.Founding(
                        epoch("epoch"),
                        Duration.ofMillis(notNegative(in.readLong("window"), "window")),
                        (int) notNegative(in.readInt("remembered events"), "remembered events"),
                        (int) notNegative(in.readInt("ageless events"), "ageless events"));
            case RecordLayout.NEW_EPOCH -> new Control.NewEpoch(epoch("epoch"), epoch("epoch before"));
            case RecordLayout.CANARY -> new Control.Canary();
            case RecordLayout.DIGEST ->
                new Control.Digest(in.readLong("position"), in.readLong("entries"), in.readLong("counts"));
            default -> throw in.fault("kind: " + kind + " (expected: one without events)");
        };
        end();
        return control;
    }

    private long epoch(String what) throws InvalidRecordException {
        long epoch = in.readLong(what);
        if (epoch < 1 || epoch > MAX_EPOCH) {
            throw in.fault(what + ": " + epoch + " (expected: 1 to " + MAX_EPOCH + ")");
        }
        return epoch;
    }

    private long notNegative(long number, String what) throws InvalidRecordException {
        if (number < 0) {
            throw in.fault(what + ": " + number + " (expected: 0 or more)");
        }
        return number;
    }

    private void end() throws InvalidRecordException {
        if (in.left() > 0) {
            throw in.fault(in.left() + " bytes behind the end (expected: none)");
        }
    }

    /**
     * Its events, in order, if it has some; to be read once.
     *
     * @param receivedNanos {@link System#nanoTime()} when this gateway had received them
     * @throws InvalidRecordException it is not whole, or has what no event has
     */
    public List<Event> events(long receivedNanos) throws InvalidRecordException {
        if (!isOfEvents()) {
            throw in.fault("kind: " + kind + " (expected: " + RecordLayout.EVENTS + ", of events)");
        }
        int count = in.readInt("events");
        if (count < 0 || count > Math.min(RecordWriter.MAX_EVENTS, in.left() / LEAST_EVENT_BYTES)) {
            throw in.fault("events: " + count + " (expected: 0 to " + RecordWriter.MAX_EVENTS
                    + ", and room for them in " + in.left() + " bytes)");
        }
        List<Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            try {
                events.add(event(receivedNanos));
            } catch (IllegalArgumentException e) { // of a type that checks what it is made of
                throw in.fault("event " + i + ": " + e.getMessage(), e);
            }
        }
        end();
        return events;
    }

    private Event event(long receivedNanos) throws InvalidRecordException {
        int known = bits("event", RecordLayout.MOMENT | RecordLayout.COPY);
        UUID customer = in.readUuid("customer");
        EventName name = new EventName(in.readText("source"), in.readText("id"));
        String type = in.readText("type");
        return new Event(
                customer,
                name,
                type,
                topics(customer),
                (known & RecordLayout.MOMENT) != 0,
                json(),
                receivedNanos,
                (known & RecordLayout.COPY) != 0);
    }

    private Topics topics(UUID customer) throws InvalidRecordException {
        int scopeCount = in.readCount("scopes", 1);
        List<InScope> scopes = new ArrayList<>(scopeCount);
        for (int i = 0; i < scopeCount; i++) {
            scopes.add(scope(customer));
        }
        Resource own = new Resource(in.readText("resource"), in.readText("resource id"));
        int parentCount = in.readCount("parents", LEAST_PARENT_BYTES);
        List<Parent> parents = new ArrayList<>(parentCount);
        for (int i = 0; i < parentCount; i++) {
            parents.add(parent());
        }
        return new Topics(scopes, own, parents);
    }

    private InScope scope(UUID customer) throws InvalidRecordException {
        int kind = in.readByte("scope");
        return switch (kind) {
            case RecordLayout.THE_EVENTS_CUSTOMER -> new InScope(Scope.CUSTOMER, customer);
            case RecordLayout.CUSTOMER -> new InScope(Scope.CUSTOMER, in.readUuid("scope id"));
            case RecordLayout.AGENT -> new InScope(Scope.AGENT, in.readUuid("scope id"));
            default -> throw in.fault("scope: " + kind + " (expected: 0 to " + RecordLayout.THE_EVENTS_CUSTOMER + ")");
        };
    }

    private Parent parent() throws InvalidRecordException {
        int known = bits("parent", RecordLayout.HAS_ID | RecordLayout.DIRECT);
        String name = in.readText("parent");
        String id = (known & RecordLayout.HAS_ID) == 0 ? null : in.readText("parent id");
        return new Parent(new Resource(name, id), (known & RecordLayout.DIRECT) != 0);
    }

    /** Bits of which no other than these may be set: what they would mean is not known. */
    private int bits(String what, int may) throws InvalidRecordException {
        int bits = in.readByte(what);
        if ((bits & ~may) != 0) {
            throw in.fault(what + ": bits " + bits + " (expected: of " + may + " only)");
        }
        return bits;
    }

    private EventJson json() throws InvalidRecordException {
        int holeAt = in.readNumber("place of the sequence");
        int bytes = in.readCount("message", 1);
        if (holeAt > bytes) {
            throw in.fault("place of the sequence: " + holeAt + " (expected: 0 to " + bytes + ")");
        }
        byte[] template = new byte[Math.addExact(bytes, sequenceWidth)];
        in.readBytes(template, 0, holeAt, "message");
        in.readBytes(template, holeAt + sequenceWidth, bytes - holeAt, "message");
        return EventJson.of(template, holeAt);
    }
}
