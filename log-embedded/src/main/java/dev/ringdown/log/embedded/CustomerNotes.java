package dev.ringdown.log.embedded;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** What the database knows of each customer: how many entries, how much of which segment, and what has been lost. Stateless. */
final class CustomerNotes {
    private static final byte[] NUMBER = Meta.word("number/");
    private static final byte[] PART = Meta.word("part/");
    private static final byte[] CUT = Meta.word("cut/");
    private static final byte[] INCOMPLETE = Meta.word("incomplete/");
    private static final int NUMBER_BYTES = 2 * Long.BYTES + Integer.BYTES;

    private final Meta meta;

    CustomerNotes(Meta meta) {
        this.meta = meta;
    }

    /** Tells the number of each customer's newest entry. */
    void numbers(ObjLongConsumer<UUID> told) throws RocksDBException {
        meta.each(NUMBER, (key, value) -> told.accept(customerIn(key), value.getLong()));
    }

    /**
     * Notes the number of a customer's newest entry.
     *
     * @param segment in which it is
     * @param bytes what the customer has in that segment
     */
    void putNumber(WriteBatch batch, UUID customer, long number, int segment, long bytes) throws RocksDBException {
        meta.put(
                batch,
                key(NUMBER, customer),
                ByteBuffer.allocate(NUMBER_BYTES)
                        .putLong(number)
                        .putInt(segment)
                        .putLong(bytes)
                        .array());
    }

    /** Tells what each customer has in the segment of its newest entry, if that is this one. */
    void eachOfSegment(int segment, ObjLongConsumer<UUID> told) throws RocksDBException {
        meta.each(NUMBER, (key, value) -> {
            value.position(Long.BYTES);
            if (value.hasRemaining() && value.getInt() == segment) { // an earlier version wrote the number alone
                told.accept(customerIn(key), value.getLong());
            }
        });
    }

    /** Tells what was noted of who has how much of which segment. */
    void eachPart(Consumer<ByteShares.Part> told) throws RocksDBException {
        meta.each(PART, (key, value) -> {
            int segment = key.getInt();
            told.accept(new ByteShares.Part(customerIn(key), segment, value.getLong()));
        });
    }

    void putPart(WriteBatch batch, ByteShares.Part part) throws RocksDBException {
        meta.put(batch, partKey(part.segment(), part.customer()), part.bytes());
    }

    void removePart(WriteBatch batch, int segment, UUID customer) throws RocksDBException {
        meta.remove(batch, partKey(segment, customer));
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
        meta.each(CUT, (key, value) -> told.accept(customerIn(key), value.getLong()));
    }

    void putCut(WriteBatch batch, UUID customer, long firstOffset) throws RocksDBException {
        meta.put(batch, key(CUT, customer), firstOffset);
    }

    void removeCut(WriteBatch batch, UUID customer) throws RocksDBException {
        meta.remove(batch, key(CUT, customer));
    }

    /** Tells the customers of whom live resources have been forgotten. */
    void incomplete(Consumer<UUID> told) throws RocksDBException {
        meta.each(INCOMPLETE, (key, value) -> told.accept(customerIn(key)));
    }

    void putIncomplete(WriteBatch batch, UUID customer) throws RocksDBException {
        meta.put(batch, key(INCOMPLETE, customer), new byte[0]);
    }

    private static byte[] key(byte[] word, UUID customer) {
        return ByteBuffer.allocate(word.length + Keys.CUSTOMER_BYTES)
                .put(word)
                .putLong(customer.getMostSignificantBits())
                .putLong(customer.getLeastSignificantBits())
                .array();
    }

    private static UUID customerIn(ByteBuffer key) {
        return new UUID(key.getLong(), key.getLong());
    }
}
