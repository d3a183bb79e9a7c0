package dev.ringdown.log.embedded;

import dev.ringdown.log.Epoch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * What the database knows about itself: head, segments, epochs, and how it was last closed. Stateless; the head goes into
 * the same batch as the entries.
 */
final class Catalog {
    private static final byte[] HEAD = ascii("head");
    private static final byte[] STATE = ascii("state");
    private static final byte[] EPOCHS = ascii("epochs");
    private static final byte[] LATEST_SAVED = ascii("latest-saved");
    private static final byte[] LATEST_LAYOUT = ascii("latest-layout");
    private static final byte[] NUMBER = ascii("number/");
    private static final String SEGMENT = "segment/";

    /** Latest events are those of own resources, and no moments. Before, there was no such note. */
    private static final byte[] OWN_RESOURCES = {2};

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final String IDENTITY = "IDENTITY"; // RocksDB makes it with the database and keeps it

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
     * @param synced whether nothing can have been acknowledged that was not on the disk
     */
    record State(String machine, String folder, boolean synced) {}

    private final Database database;

    Catalog(Database database) {
        this.database = database;
    }

    Head head() throws RocksDBException {
        byte[] value = database.db().get(database.meta(), HEAD);
        if (value == null) {
            return Head.EMPTY;
        }
        ByteBuffer in = ByteBuffer.wrap(value);
        return new Head(in.getLong(), in.getInt(), in.getLong());
    }

    void putHead(WriteBatch batch, Head head) throws RocksDBException {
        batch.put(
                database.meta(),
                HEAD,
                ByteBuffer.allocate(20)
                        .putLong(head.offset())
                        .putInt(head.segment())
                        .putLong(head.segmentBytes())
                        .array());
    }

    List<Segment> segments() throws RocksDBException {
        List<Segment> segments = new ArrayList<>();
        ColumnFamilyHandle meta = database.meta();
        try (RocksIterator iterator = database.db().newIterator(meta)) {
            byte[] prefix = ascii(SEGMENT);
            for (iterator.seek(prefix); iterator.isValid() && startsWith(iterator.key(), prefix); iterator.next()) {
                String key = new String(iterator.key(), StandardCharsets.US_ASCII);
                int id = Integer.parseInt(key.substring(SEGMENT.length()), 16);
                ByteBuffer in = ByteBuffer.wrap(iterator.value());
                segments.add(new Segment(id, in.getLong(), in.getLong(), in.getLong()));
            }
            iterator.status();
        }
        return segments;
    }

    void putSegment(WriteBatch batch, Segment segment) throws RocksDBException {
        batch.put(
                database.meta(),
                segmentKey(segment.id()),
                ByteBuffer.allocate(24)
                        .putLong(segment.firstOffset())
                        .putLong(segment.firstMillis())
                        .putLong(segment.bytes())
                        .array());
    }

    void removeSegment(WriteBatch batch, int id) throws RocksDBException {
        batch.delete(database.meta(), segmentKey(id));
    }

    private static byte[] segmentKey(int id) {
        return ascii(SEGMENT + String.format(Locale.ROOT, "%08x", id));
    }

    /** Tells the number of each customer's newest entry. */
    void numbers(ObjLongConsumer<UUID> told) throws RocksDBException {
        try (RocksIterator iterator = database.db().newIterator(database.meta())) {
            for (iterator.seek(NUMBER); iterator.isValid() && startsWith(iterator.key(), NUMBER); iterator.next()) {
                ByteBuffer key = ByteBuffer.wrap(iterator.key(), NUMBER.length, 2 * Long.BYTES);
                told.accept(
                        new UUID(key.getLong(), key.getLong()),
                        ByteBuffer.wrap(iterator.value()).getLong());
            }
            iterator.status();
        }
    }

    void putNumber(WriteBatch batch, UUID customer, long number) throws RocksDBException {
        byte[] key = ByteBuffer.allocate(NUMBER.length + 2 * Long.BYTES)
                .put(NUMBER)
                .putLong(customer.getMostSignificantBits())
                .putLong(customer.getLeastSignificantBits())
                .array();
        batch.put(
                database.meta(),
                key,
                ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /** Up to which offset the latest events of live resources are saved; -1 if they never were. */
    long latestSavedUpTo() throws RocksDBException {
        byte[] value = database.db().get(database.meta(), LATEST_SAVED);
        return value == null ? -1 : ByteBuffer.wrap(value).getLong();
    }

    /** Whether what is saved of the latest events is of an earlier version, which kept them under other subjects. */
    boolean latestAreOfEarlierVersion() throws RocksDBException {
        return latestSavedUpTo() >= 0 && database.db().get(database.meta(), LATEST_LAYOUT) == null;
    }

    void putLatestSavedUpTo(WriteBatch batch, long offset) throws RocksDBException {
        batch.put(database.meta(), LATEST_LAYOUT, OWN_RESOURCES);
        batch.put(
                database.meta(),
                LATEST_SAVED,
                ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
    }

    List<Epoch> epochs() throws RocksDBException {
        List<Epoch> epochs = new ArrayList<>();
        byte[] value = database.db().get(database.meta(), EPOCHS);
        if (value != null) {
            ByteBuffer in = ByteBuffer.wrap(value);
            while (in.hasRemaining()) {
                epochs.add(new Epoch(in.getLong(), in.getLong()));
            }
        }
        return epochs;
    }

    void putEpochs(WriteBatch batch, List<Epoch> epochs) throws RocksDBException {
        ByteBuffer out = ByteBuffer.allocate(16 * epochs.size());
        epochs.forEach(epoch -> out.putLong(epoch.epoch()).putLong(epoch.firstOffset()));
        batch.put(database.meta(), EPOCHS, out.array());
    }

    /** How it was last closed; null if it never was open. */
    @Nullable
    State state() throws RocksDBException {
        byte[] value = database.db().get(database.meta(), STATE);
        if (value == null) {
            return null;
        }
        String[] lines = new String(value, StandardCharsets.UTF_8).split("\n", -1);
        return new State(lines[0], lines[1], Boolean.parseBoolean(lines[2]));
    }

    void putState(WriteBatch batch, State state) throws RocksDBException {
        String text = state.machine() + '\n' + state.folder() + '\n' + state.synced();
        batch.put(database.meta(), STATE, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The state of a log that is open here and now. */
    static State stateOf(Path folder, boolean synced) throws IOException {
        Object fileKey = Files.readAttributes(folder.resolve(IDENTITY), BasicFileAttributes.class)
                .fileKey();
        return new State(machine(), String.valueOf(fileKey), synced);
    }

    /** Where the system does not say which boot this is, every start counts as another one. */
    private static String machine() throws IOException {
        return Files.isReadable(BOOT_ID)
                ? Files.readString(BOOT_ID).strip()
                : UUID.randomUUID().toString();
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length > prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
