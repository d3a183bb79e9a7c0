package dev.ringdown.log.embedded;

import dev.ringdown.event.EventJson;
import dev.ringdown.event.EventName;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Placed;
import dev.ringdown.log.Sequence;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Parent;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * An entry as the bytes of a value: version, epoch, number, time of append, source, id, type, whether it is a moment, scopes,
 * of a late copy those of the earlier ones, own resource, parents, where in the JSON the sequence belongs, and the JSON to
 * the end, with nothing in that place: the sequence is written when the entry is read. Customer and offset are in the key.
 * Texts are UTF-8 behind a length of two bytes. Stateless.
 */
final class EntryCodec {
    private static final byte VERSION = 3;

    /** A sequence that told the offset stood in the JSON. */
    private static final byte VERSION_WITH_OFFSETS = 2;

    /** Besides, scopes and resources stood together, topic by topic, and there were no parents and no moments. */
    private static final byte VERSION_WITHOUT_PARENTS = 1;

    private static final int NUMBER_AT = 1 + Long.BYTES;
    private static final int FIXED_BYTES = 1 + 3 * Long.BYTES + 1 + 2 * Short.BYTES + Integer.BYTES;
    private static final byte[] HOLE = new byte[Sequence.WIDTH];
    private static final int SCOPE_BYTES = 1 + 2 * Long.BYTES;

    // what is known of an entry
    private static final byte MOMENT = 1;
    private static final byte LATE = 2;

    // what is known of a parent
    private static final byte HAS_ID = 1;
    private static final byte DIRECT = 2;

    private EntryCodec() {}

    static byte[] encode(LogEntry entry) {
        return encode(entry, ByteBuffer::allocate).array();
    }

    /**
     * The same into somebody's buffer.
     *
     * @param room gives one with room for so many bytes
     * @return that buffer, behind the last of them
     */
    static ByteBuffer encode(LogEntry entry, IntFunction<ByteBuffer> room) {
        Topics topics = entry.topics();
        List<Parent> parents = topics.parents();
        List<byte[]> texts = new ArrayList<>(5 + 2 * parents.size());
        texts.add(utf8(entry.name().source()));
        texts.add(utf8(entry.name().id()));
        texts.add(utf8(entry.type()));
        addTexts(topics.own(), texts);
        parents.forEach(parent -> addTexts(parent.resource(), texts));
        int size = FIXED_BYTES + SCOPE_BYTES * topics.scopes().size() + parents.size() + entry.json().length;
        size += topics.isLate()
                ? Short.BYTES + SCOPE_BYTES * topics.passedOver().size()
                : 0;
        for (byte[] text : texts) {
            size += Short.BYTES + text.length;
        }
        ByteBuffer out = room.apply(size)
                .put(VERSION)
                .putLong(entry.sequence().epoch())
                .putLong(entry.number())
                .putLong(entry.appendedAtMillis());
        int text = 0;
        put(out, texts.get(text++));
        put(out, texts.get(text++));
        put(out, texts.get(text++));
        out.put((byte) ((entry.isMoment() ? MOMENT : 0) | (topics.isLate() ? LATE : 0)));
        putScopes(out, topics.scopes());
        if (topics.isLate()) {
            putScopes(out, topics.passedOver());
        }
        put(out, texts.get(text++));
        put(out, texts.get(text++));
        out.putShort((short) parents.size());
        for (Parent parent : parents) {
            boolean hasId = parent.resource().id() != null;
            out.put((byte) ((hasId ? HAS_ID : 0) | (parent.direct() ? DIRECT : 0)));
            put(out, texts.get(text++));
            if (hasId) {
                put(out, texts.get(text++));
            }
        }
        return putJson(out.putInt(entry.sequenceAt()), entry);
    }

    private static ByteBuffer putJson(ByteBuffer out, LogEntry entry) {
        int holeAt = out.position() + entry.sequenceAt();
        out.put(entry.json());
        return entry.sequenceAt() < 0 ? out : out.put(holeAt, HOLE);
    }

    private static void addTexts(Resource resource, List<byte[]> texts) {
        texts.add(utf8(resource.name()));
        if (resource.id() != null) {
            texts.add(utf8(resource.id()));
        }
    }

    private static void putScopes(ByteBuffer out, List<InScope> scopes) {
        out.putShort((short) scopes.size());
        scopes.forEach(scope -> putScope(out, scope));
    }

    private static void putScope(ByteBuffer out, InScope in) {
        out.put((byte) in.scope().ordinal())
                .putLong(in.id().getMostSignificantBits())
                .putLong(in.id().getLeastSignificantBits());
    }

    /** Whether an earlier version wrote the bytes, so that {@link #decode} makes less of them than there is today. */
    static boolean isWithoutParents(byte[] value) {
        return value.length > 0 && value[0] == VERSION_WITHOUT_PARENTS;
    }

    /** Which entry of its customer it is. */
    static long numberOf(byte[] value) {
        return ByteBuffer.wrap(value).getLong(NUMBER_AT);
    }

    /**
     * The entry in these bytes. Its sequence is written into its JSON.
     *
     * @param countedFrom the first epoch whose positions count: what was written before gets a position in this one
     * @throws IllegalArgumentException the bytes are no entry that this version or one before it wrote
     */
    static LogEntry decode(UUID customer, long offset, byte[] value, long countedFrom) {
        try {
            ByteBuffer in = ByteBuffer.wrap(value);
            byte version = in.get();
            if (version < VERSION_WITHOUT_PARENTS || version > VERSION) {
                throw new IllegalArgumentException(
                        "version: " + version + " (expected: " + VERSION_WITHOUT_PARENTS + " to " + VERSION + ")");
            }
            Sequence sequence = new Sequence(Math.max(in.getLong(), countedFrom), in.getLong());
            long appendedAtMillis = in.getLong();
            EventName name = new EventName(text(in), text(in));
            String type = text(in);
            boolean withParents = version != VERSION_WITHOUT_PARENTS;
            byte known = withParents ? in.get() : 0;
            boolean moment = (known & MOMENT) != 0;
            Topics topics = withParents ? topics(in, (known & LATE) != 0) : topicsWithoutParents(in);
            int sequenceAt = version == VERSION ? in.getInt() : -1;
            byte[] json = new byte[in.remaining()];
            in.get(json);
            if (version <= VERSION_WITH_OFFSETS) {
                sequenceAt = EventJson.sequenceAt(json);
            }
            if (sequenceAt >= 0) {
                sequence.writeTo(json, sequenceAt);
            }
            return new LogEntry(
                    new Placed(sequence, offset),
                    new LogEntry.About(customer, name, type, topics, moment),
                    json,
                    sequenceAt,
                    appendedAtMillis,
                    0);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "entry: offset " + offset + " of customer " + customer
                            + " cannot be read (expected: what this version or one before it writes)",
                    e);
        }
    }

    private static Topics topics(ByteBuffer in, boolean late) {
        List<InScope> scopes = scopes(in);
        List<InScope> passedOver = late ? scopes(in) : List.of();
        Resource own = new Resource(text(in), text(in));
        int parentCount = in.getShort() & 0xFFFF;
        List<Parent> parents = new ArrayList<>(parentCount);
        for (int i = 0; i < parentCount; i++) {
            byte known = in.get();
            String resource = text(in);
            String id = (known & HAS_ID) != 0 ? text(in) : null;
            parents.add(new Parent(new Resource(resource, id), (known & DIRECT) != 0));
        }
        return new Topics(scopes, own, parents, passedOver);
    }

    private static List<InScope> scopes(ByteBuffer in) {
        int count = in.getShort() & 0xFFFF;
        List<InScope> scopes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            scopes.add(scope(in));
        }
        return scopes;
    }

    /** All of them had one resource. */
    private static Topics topicsWithoutParents(ByteBuffer in) {
        int count = in.get() & 0xFF;
        List<InScope> scopes = new ArrayList<>(count);
        Resource own = null;
        for (int i = 0; i < count; i++) {
            scopes.add(scope(in));
            own = new Resource(text(in), text(in));
        }
        if (own == null) {
            throw new IllegalArgumentException("topics: none (expected: at least one)");
        }
        return new Topics(scopes, own, List.of());
    }

    private static InScope scope(ByteBuffer in) {
        Scope scope = Scope.values()[in.get()];
        return new InScope(scope, new UUID(in.getLong(), in.getLong()));
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
