package dev.ringdown.log.embedded;

import dev.ringdown.log.Applied;
import dev.ringdown.log.Epoch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * What the database knows of the log as a whole: head, segments, epochs, how far a journal is applied, and how it was last
 * closed. Stateless; the head goes into the same batch as the entries.
 */
final class Catalog {
    private static final byte[] HEAD = Meta.word("head");
    private static final byte[] STATE = Meta.word("state");
    private static final byte[] EPOCHS = Meta.word("epochs");
    private static final byte[] COUNTED_FROM = Meta.word("counted-from");
    private static final byte[] LATEST_SAVED = Meta.word("latest-saved");
    private static final byte[] LATEST_LAYOUT = Meta.word("latest-layout");
    private static final byte[] APPLIED = Meta.word("applied");
    private static final byte[] SEGMENT = Meta.word("segment/");

    /** An epoch that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    /** Latest events are those of own resources, and no moments. Before, there was no such note. */
    private static final byte[] OWN_RESOURCES = {2};

    /**
     * How far the log is.
     *
     * @param offset of the newest entry, -1 if none
     * @param segment in which it is
     * @param segmentBytes how large that segment is
     */
    record Head(long offset, int segment, long segmentBytes) {
        static final Head EMPTY = new Head(-1, 0, 0);
    }

    /**
     * Who had the log open last.
     *
     * @param machine the machine, from its start to its end
     * @param folder the folder, as the file system tells it from a copy
     * @param synced whether nothing can have been acknowledged that was not on the disk; for the version before, if that opens
     *     the folder again
     * @param generation which opening it was; null: of the version before, which has overwritten it
     */
    record State(
            String machine,
            String folder,
            boolean synced,
            @Nullable UUID generation) {}

    private final Meta meta;
    private final CustomerNotes customers;

    Catalog(Database database) {
        this.meta = new Meta(database);
        this.customers = new CustomerNotes(meta);
    }

    /** What is known of each customer. */
    CustomerNotes customers() {
        return customers;
    }

    Head head() throws RocksDBException {
        byte[] value = meta.get(HEAD);
        if (value == null) {
            return Head.EMPTY;
        }
        ByteBuffer in = ByteBuffer.wrap(value);
        return new Head(in.getLong(), in.getInt(), in.getLong());
    }

    void putHead(WriteBatch batch, Head head) throws RocksDBException {
        meta.put(
                batch,
                HEAD,
                ByteBuffer.allocate(20)
                        .putLong(head.offset())
                        .putInt(head.segment())
                        .putLong(head.segmentBytes())
                        .array());
    }

    /** How far the journal is applied that fills this log; null if none does, or nothing of it is. */
    @Nullable
    Applied applied() throws RocksDBException {
        byte[] value = meta.get(APPLIED);
        return value == null ? null : AppliedCodec.decode(value);
    }

    void putApplied(WriteBatch batch, @Nullable Applied applied) throws RocksDBException {
        if (applied == null) {
            meta.remove(batch, APPLIED);
            return;
        }
        meta.put(batch, APPLIED, AppliedCodec.encode(applied));
    }

    List<Segment> segments() throws RocksDBException {
        List<Segment> segments = new ArrayList<>();
        meta.each(SEGMENT, (key, in) -> {
            int id = Integer.parseInt(StandardCharsets.US_ASCII.decode(key).toString(), 16);
            segments.add(new Segment(id, in.getLong(), in.getLong(), in.getLong()));
        });
        return segments;
    }

    void putSegment(WriteBatch batch, Segment segment) throws RocksDBException {
        meta.put(
                batch,
                segmentKey(segment.id()),
                ByteBuffer.allocate(24)
                        .putLong(segment.firstOffset())
                        .putLong(segment.firstMillis())
                        .putLong(segment.bytes())
                        .array());
    }

    void removeSegment(WriteBatch batch, int id) throws RocksDBException {
        meta.remove(batch, segmentKey(id));
    }

    private static byte[] segmentKey(int id) {
        byte[] hex = String.format(Locale.ROOT, "%08x", id).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(SEGMENT.length + hex.length)
                .put(SEGMENT)
                .put(hex)
                .array();
    }

    /** Up to which offset the latest events of live resources are saved; -1 if they never were. */
    long latestSavedUpTo() throws RocksDBException {
        return meta.get(LATEST_SAVED, -1);
    }

    /** Whether what is saved of the latest events is of an earlier version, which kept them under other subjects. */
    boolean latestAreOfEarlierVersion() throws RocksDBException {
        return latestSavedUpTo() >= 0 && meta.get(LATEST_LAYOUT) == null;
    }

    void putLatestSavedUpTo(WriteBatch batch, long offset) throws RocksDBException {
        meta.put(batch, LATEST_LAYOUT, OWN_RESOURCES);
        meta.put(batch, LATEST_SAVED, offset);
    }

    List<Epoch> epochs() throws RocksDBException {
        List<Epoch> epochs = new ArrayList<>();
        long countedFrom = countedFrom();
        byte[] value = meta.get(EPOCHS);
        if (value != null) {
            ByteBuffer in = ByteBuffer.wrap(value);
            while (in.hasRemaining()) {
                long epoch = in.getLong();
                epochs.add(new Epoch(epoch, in.getLong(), epoch >= countedFrom));
            }
        }
        return epochs;
    }

    /** The first epoch whose positions count; {@link #NEVER} in a folder that only earlier versions had open. */
    long countedFrom() throws RocksDBException {
        return meta.get(COUNTED_FROM, NEVER);
    }

    void putCountedFrom(WriteBatch batch, long epoch) throws RocksDBException {
        meta.put(batch, COUNTED_FROM, epoch);
    }

    void putEpochs(WriteBatch batch, List<Epoch> epochs) throws RocksDBException {
        ByteBuffer out = ByteBuffer.allocate(16 * epochs.size());
        epochs.forEach(epoch -> out.putLong(epoch.epoch()).putLong(epoch.firstOffset()));
        meta.put(batch, EPOCHS, out.array());
    }

    /** How it was last closed; null if it never was open. */
    @Nullable
    State state() throws RocksDBException {
        byte[] value = meta.get(STATE);
        if (value == null) {
            return null;
        }
        String[] lines = new String(value, StandardCharsets.UTF_8).split("\n", -1);
        UUID generation = lines.length < 4 ? null : UUID.fromString(lines[3]);
        return new State(lines[0], lines[1], Boolean.parseBoolean(lines[2]), generation);
    }

    void putState(WriteBatch batch, State state) throws RocksDBException {
        String text = state.machine()
                + '\n'
                + state.folder()
                + '\n'
                + state.synced()
                + (state.generation() == null ? "" : "\n" + state.generation());
        meta.put(batch, STATE, text.getBytes(StandardCharsets.UTF_8));
    }
}
