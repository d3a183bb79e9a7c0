package dev.ringdown.log.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/** What the database knows about itself: bytes under keys that begin with a word. Stateless. */
final class Meta {
    private final Database database;

    Meta(Database database) {
        this.database = database;
    }

    /** The value of a key; null if it has none. */
    byte @Nullable [] get(byte[] key) throws RocksDBException {
        return database.db().get(database.meta(), key);
    }

    /** A value that is one number; something else if the key has none. */
    long get(byte[] key, long otherwise) throws RocksDBException {
        byte[] value = get(key);
        return value == null ? otherwise : ByteBuffer.wrap(value).getLong();
    }

    void put(WriteBatch batch, byte[] key, byte[] value) throws RocksDBException {
        batch.put(database.meta(), key, value);
    }

    void put(WriteBatch batch, byte[] key, long value) throws RocksDBException {
        put(batch, key, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    void remove(WriteBatch batch, byte[] key) throws RocksDBException {
        batch.delete(database.meta(), key);
    }

    /** Tells what follows a word in each key that begins with it, and its value; in the order of the keys. */
    void each(byte[] word, BiConsumer<ByteBuffer, ByteBuffer> told) throws RocksDBException {
        try (RocksIterator iterator = database.db().newIterator(database.meta())) {
            for (iterator.seek(word); iterator.isValid() && beginsWith(iterator.key(), word); iterator.next()) {
                byte[] key = iterator.key();
                told.accept(
                        ByteBuffer.wrap(key, word.length, key.length - word.length), ByteBuffer.wrap(iterator.value()));
            }
            iterator.status();
        }
    }

    private static boolean beginsWith(byte[] key, byte[] word) {
        return key.length > word.length && Arrays.equals(key, 0, word.length, word, 0, word.length);
    }

    static byte[] word(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
