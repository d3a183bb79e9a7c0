package dev.ringdown.log.embedded;

import dev.ringdown.event.EventName;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Sequence;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An entry as the bytes of a value: version, epoch, number, time of append, source, id, type, topics, and the JSON to the end.
 * Customer and offset are in the key. Texts are UTF-8 behind a length of two bytes. Stateless.
 */
final class EntryCodec {
    private static final byte VERSION = 1;
    private static final int FIXED_BYTES = 1 + 3 * Long.BYTES + 1;
    private static final int TOPIC_BYTES = 1 + 2 * Long.BYTES;

    private EntryCodec() {}

    static byte[] encode(LogEntry entry) {
        byte[] source = utf8(entry.name().source());
        byte[] id = utf8(entry.name().id());
        byte[] type = utf8(entry.type());
        List<Topic> topics = entry.topics();
        byte[][] segments = new byte[2 * topics.size()][];
        int size = FIXED_BYTES + 6 + source.length + id.length + type.length + entry.json().length;
        for (int i = 0; i < topics.size(); i++) {
            segments[2 * i] = utf8(topics.get(i).resource());
            segments[2 * i + 1] = utf8(topics.get(i).resourceId());
            size += TOPIC_BYTES + 4 + segments[2 * i].length + segments[2 * i + 1].length;
        }
        ByteBuffer out = ByteBuffer.allocate(size)
                .put(VERSION)
                .putLong(entry.sequence().epoch())
                .putLong(entry.number())
                .putLong(entry.appendedAtMillis());
        put(out, source);
        put(out, id);
        put(out, type);
        out.put((byte) topics.size());
        for (int i = 0; i < topics.size(); i++) {
            UUID scopeId = topics.get(i).scopeId();
            out.put((byte) topics.get(i).scope().ordinal());
            out.putLong(scopeId.getMostSignificantBits()).putLong(scopeId.getLeastSignificantBits());
            put(out, segments[2 * i]);
            put(out, segments[2 * i + 1]);
        }
        return out.put(entry.json()).array();
    }

    /** @throws IllegalArgumentException the bytes are no entry that this version wrote */
    static LogEntry decode(UUID customer, long offset, byte[] value) {
        try {
            ByteBuffer in = ByteBuffer.wrap(value);
            checkVersion(in);
            long epoch = in.getLong();
            long number = in.getLong();
            long appendedAtMillis = in.getLong();
            EventName name = new EventName(text(in), text(in));
            String type = text(in);
            int count = in.get() & 0xFF;
            List<Topic> topics = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                Scope scope = Scope.values()[in.get()];
                UUID scopeId = new UUID(in.getLong(), in.getLong());
                topics.add(new Topic(scope, scopeId, text(in), text(in)));
            }
            byte[] json = new byte[in.remaining()];
            in.get(json);
            return new LogEntry(
                    new Sequence(epoch, offset), number, customer, name, type, topics, json, appendedAtMillis, 0);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "entry: offset " + offset + " of customer " + customer
                            + " cannot be read (expected: what this version writes)",
                    e);
        }
    }

    private static void checkVersion(ByteBuffer in) {
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("version: " + version + " (expected: " + VERSION + ")");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ByteBuffer out, byte[] text) {
        out.putShort((short) text.length).put(text);
    }

    private static String text(ByteBuffer in) {
        byte[] text = new byte[in.getShort() & 0xFFFF];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
