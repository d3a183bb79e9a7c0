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
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * What the database knows about itself: head, segments, epochs, what is whose, and how it was last closed. Stateless; the head goes into
 * the same batch as the entries.
 */
final class Catalog {
    private static final byte[] HEAD = ascii("head");
    private static final byte[] STATE = ascii("state");
    private static final byte[] EPOCHS = ascii("epochs");
    private static final byte[] LATEST_SAVED = ascii("latest-saved");
    private static final byte[] LATEST_LAYOUT = ascii("latest-layout");
    private static final byte[] NUMBER = ascii("number/");
    private static final byte[] PART = ascii("part/");
    private static final byte[] CUT = ascii("cut/");
    private static final byte[] INCOMPLETE = ascii("incomplete/");
    private static final String SEGMENT = "segment/";
    private static final int NUMBER_BYTES = 2 * Long.BYTES + Integer.BYTES;

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
                told.accept(
                        customerIn(iterator.key(), NUMBER.length),
                        ByteBuffer.wrap(iterator.value()).getLong());
            }
            iterator.status();
        }
    }

    /**
     * Notes the number of a customer's newest entry.
     *
     * @param segment in which it is
     * @param bytes what the customer has in that segment
     */
    void putNumber(WriteBatch batch, UUID customer, long number, int segment, long bytes) throws RocksDBException {
        batch.put(
                database.meta(),
                customerKey(NUMBER, customer),
                ByteBuffer.allocate(NUMBER_BYTES)
                        .putLong(number)
                        .putInt(segment)
                        .putLong(bytes)
                        .array());
    }

    /** Tells what each customer has in the segment of its newest entry, if that is this one. */
    void eachOfSegment(int segment, ObjLongConsumer<UUID> told) throws RocksDBException {
        try (RocksIterator iterator = database.db().newIterator(database.meta())) {
            for (iterator.seek(NUMBER); iterator.isValid() && startsWith(iterator.key(), NUMBER); iterator.next()) {
                ByteBuffer value = ByteBuffer.wrap(iterator.value(), Long.BYTES, iterator.value().length - Long.BYTES);
                if (value.hasRemaining() && value.getInt() == segment) { // an earlier version wrote the number alone
                    told.accept(customerIn(iterator.key(), NUMBER.length), value.getLong());
                }
            }
            iterator.status();
        }
    }

    /** Tells what was noted of who has how much of which segment. */
    void eachPart(Consumer<ByteShares.Part> told) throws RocksDBException {
        try (RocksIterator iterator = database.db().newIterator(database.meta())) {
            for (iterator.seek(PART); iterator.isValid() && startsWith(iterator.key(), PART); iterator.next()) {
                int segment = ByteBuffer.wrap(iterator.key()).getInt(PART.length);
                told.accept(new ByteShares.Part(
                        customerIn(iterator.key(), PART.length + Integer.BYTES),
                        segment,
                        ByteBuffer.wrap(iterator.value()).getLong()));
            }
            iterator.status();
        }
    }

    void putPart(WriteBatch batch, ByteShares.Part part) throws RocksDBException {
        batch.put(database.meta(), partKey(part.segment(), part.customer()), longValue(part.bytes()));
    }

    void removePart(WriteBatch batch, int segment, UUID customer) throws RocksDBException {
        batch.delete(database.meta(), partKey(segment, customer));
    }

    private static byte[] partKey(int segment, UUID customer) {
        return ByteBuffer.allocate(PART.length + Integer.BYTES + Keys.CUSTOMER_BYTES)
                .put(PART)
                .putInt(segment)
                .putLong(customer.getMostSignificantBits())
                .putLong(customer.getLeastSignificantBits())
                .array();
    }

    /** Tells from where on entries are retained of each customer that has lost some which others have still. */
    void eachCut(ObjLongConsumer<UUID> told) throws RocksDBException {
        try (RocksIterator iterator = database.db().newIterator(database.meta())) {
            for (iterator.seek(CUT); iterator.isValid() && startsWith(iterator.key(), CUT); iterator.next()) {
                told.accept(
                        customerIn(iterator.key(), CUT.length),
                        ByteBuffer.wrap(iterator.value()).getLong());
            }
            iterator.status();
        }
    }

    void putCut(WriteBatch batch, UUID customer, long firstOffset) throws RocksDBException {
        batch.put(database.meta(), customerKey(CUT, customer), longValue(firstOffset));
    }

    void removeCut(WriteBatch batch, UUID customer) throws RocksDBException {
        batch.delete(database.meta(), customerKey(CUT, customer));
    }

    /** Tells the customers of whom live resources have been forgotten. */
    void incomplete(Consumer<UUID> told) throws RocksDBException {
        try (RocksIterator iterator = database.db().newIterator(database.meta())) {
            for (iterator.seek(INCOMPLETE);
                    iterator.isValid() && startsWith(iterator.key(), INCOMPLETE);
                    iterator.next()) {
                told.accept(customerIn(iterator.key(), INCOMPLETE.length));
            }
            iterator.status();
        }
    }

    void putIncomplete(WriteBatch batch, UUID customer) throws RocksDBException {
        batch.put(database.meta(), customerKey(INCOMPLETE, customer), new byte[0]);
    }

    private static byte[] customerKey(byte[] prefix, UUID customer) {
        return ByteBuffer.allocate(prefix.length + Keys.CUSTOMER_BYTES)
                .put(prefix)
                .putLong(customer.getMostSignificantBits())
                .putLong(customer.getLeastSignificantBits())
                .array();
    }

    private static UUID customerIn(byte[] key, int at) {
        ByteBuffer in = ByteBuffer.wrap(key, at, Keys.CUSTOMER_BYTES);
        return new UUID(in.getLong(), in.getLong());
    }

    private static byte[] longValue(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
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
