package dev.ringdown.log.embedded;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * The database with what reads it, for as long as it is open. Thread-safe: every use holds the read lock, and whoever closes
 * it or opens it again holds the write lock, because a use of a closed database takes the process down.
 */
final class OpenDatabase {
    /** What belongs to one opening. */
    record Opened(Database database, Catalog catalog, EntryReader reader, EntryNumbers numbers, LatestEvents latest) {}

    /** Something that needs it open. */
    interface Use<T> {
        T of(Opened now) throws RocksDBException;
    }

    /** The same without a result. */
    interface Task {
        void with(Opened now) throws RocksDBException;
    }

    /** Opens it. */
    interface Opener {
        Opened open() throws IOException, RocksDBException;
    }

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    // Guarded by the lock.
    private @Nullable Opened opened; // null once it is closed, or while it cannot be opened again
    private String closedBecause = "the log is closed";

    OpenDatabase(Opened opened) {
        this.opened = opened;
    }

    /** @throws IllegalStateException it is not open */
    <T> T use(Use<T> use) throws RocksDBException {
        lock.readLock().lock();
        try {
            return use.of(opened());
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The same for who must not wait: something else if it is closed, or is being opened again. */
    <T> T useNow(Use<T> use, T otherwise) throws RocksDBException {
        if (!lock.readLock().tryLock()) {
            return otherwise;
        }
        try {
            return opened == null ? otherwise : use.of(opened);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** @throws IllegalStateException it is not open */
    void run(Task task) throws RocksDBException {
        lock.readLock().lock();
        try {
            task.with(opened());
        } finally {
            lock.readLock().unlock();
        }
    }

    private Opened opened() {
        if (opened == null) {
            throw new IllegalStateException(closedBecause);
        }
        return opened;
    }

    /** Closes it and opens it anew; if that fails it stays closed, and may be opened by another call of this. */
    void reopen(Opener opener) throws IOException, RocksDBException {
        lock.writeLock().lock();
        try {
            closeNow();
            opened = opener.open();
        } catch (IOException | RocksDBException e) {
            closedBecause = "the log cannot be opened again: " + e.getMessage();
            throw e;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Closes it, when everybody has let go; nothing happens if it is closed. */
    void close(Consumer<Opened> before) {
        lock.writeLock().lock();
        try {
            if (opened != null) {
                before.accept(opened);
            }
            closeNow();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void closeNow() {
        if (opened != null) {
            opened.database().close();
            opened = null;
        }
    }
}
