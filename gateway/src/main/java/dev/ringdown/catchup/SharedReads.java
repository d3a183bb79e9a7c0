package dev.ringdown.catchup;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LiveResources;
import dev.ringdown.log.LiveTail;
import dev.ringdown.log.Located;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogSlice;
import dev.ringdown.log.Sequence;
import dev.ringdown.protocol.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log for everybody who is behind. The newest entries come from the live tail; older ones are read in slices
 * on other threads and kept for a while, so that the thousands who lost their connection at the same moment cost the
 * disk about as much as one of them. Thread-safe; {@link #peek} never blocks.
 */
public final class SharedReads {
    private static final Logger LOG = LoggerFactory.getLogger(SharedReads.class);

    /** Entries of one customer read from the disk at once. */
    static final int ENTRIES_PER_READ = 512;

    private static final long RETRY_MILLIS = 500;

    private final EventLog log;
    private final LiveTail tail;
    private final TailSlices newestSlices;
    private final EntryCounts counts;
    private final ReadQueue queue;
    private final ReadOptions options;
    private final SliceCache cache;
    private final EntryCache entries;
    private final Positions positions;

    /** The newest snapshot of each customer, as long as somebody has it. */
    private final Cache<UUID, LiveResources> snapshots =
            Caffeine.newBuilder().weakValues().executor(Runnable::run).build();

    private final ConcurrentMap<UUID, List<Runnable>> waitingByCustomer = new ConcurrentHashMap<>();

    /** @param queue where reads wait for their turn */
    public SharedReads(EventLog log, ReadQueue queue, ReadOptions options) {
        this.log = requireNonNull(log, "log");
        this.tail = log.tail();
        this.newestSlices = new TailSlices(log);
        this.counts = new EntryCounts(log, newestSlices);
        this.queue = requireNonNull(queue, "queue");
        this.options = requireNonNull(options, "options");
        this.cache = new SliceCache(options.sliceBytes());
        this.entries = new EntryCache(options.entryBytes());
        this.positions = new Positions(log);
    }

    /** Where reads wait for their turn. */
    public ReadQueue queue() {
        return queue;
    }

    /** Where clients' positions are. */
    public Positions positions() {
        return positions;
    }

    /** How many entries customers have up to an offset. */
    public EntryCounts counts() {
        return counts;
    }

    public ReadOptions options() {
        return options;
    }

    /** A single entry of the log, if it is at hand. */
    public @Nullable LogEntry entryAtHand(long offset) {
        LogEntry newest = tail.get(offset);
        return newest == null ? entries.find(offset) : newest;
    }

    /** An entry was read of which others may want to have it too. */
    public void share(LogEntry entry) {
        if (tail.get(entry.offset()) == null) {
            entries.add(entry);
        }
    }

    /**
     * The live resources of a customer, shared by all who ask at about the same time. May block on a disk.
     *
     * @param atLeastOffset what the log has up to here is in it
     */
    public LiveResources liveResources(UUID customer, long atLeastOffset) {
        LiveResources shared = snapshots.getIfPresent(customer);
        if (shared == null || shared.headOffset() < atLeastOffset) {
            shared = await(log.liveResources(customer));
            snapshots.put(customer, shared);
        }
        return shared;
    }

    /**
     * The newest entries of a customer before a position, see {@link EventLog#readBack}. Waits for them, so that it is called
     * only by whoever has a turn of the {@linkplain #queue() queue}.
     */
    public LogSlice readBack(UUID customer, long beforeOffset, int maxEntries) {
        return await(log.readBack(customer, beforeOffset, maxEntries));
    }

    /** The entry of a customer at an offset, or null if it is gone; otherwise as {@link #readBack}. */
    public @Nullable LogEntry entryAt(UUID customer, long offset) {
        List<LogEntry> found = await(log.read(customer, offset - 1, 1)).entries();
        return found.isEmpty() || found.get(0).offset() != offset ? null : found.get(0);
    }

    /** Where a client's position is; otherwise as {@link #readBack}. */
    public Located locate(UUID customer, Sequence sequence) {
        Located located = positions.atHand(customer, sequence);
        if (located == null) {
            located = await(log.locate(customer, sequence));
            positions.found(customer, sequence, located);
        }
        return located;
    }

    private <T> T await(CompletionStage<T> read) {
        try {
            return read.toCompletableFuture().get(options.readTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot read the log: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            queue.overdue();
            throw new IllegalStateException(
                    "cannot read the log: no answer within " + options.readTimeout() + " (" + Limit.READ_TIMEOUT + ")",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("cannot read the log: the reader ends", e);
        }
    }

    /** The log that is read. */
    public EventLog log() {
        return log;
    }

    /**
     * A stretch of the log that begins at an offset or before it and ends after it, if one is at hand; null if it must
     * be read first, or if the offset is beyond the head.
     */
    public @Nullable LogSlice peek(UUID customer, long offset) {
        LogSlice newest = newestSlices.at(customer, offset);
        if (newest != null) {
            return newest;
        }
        LogSlice kept = cache.find(customer, offset);
        return kept != null && isWhole(kept, customer, offset) ? kept : null;
    }

    /** Whether retention has taken nothing from an offset on since a slice was read: what it took is not given any more. */
    private boolean isWhole(LogSlice slice, UUID customer, long offset) {
        long firstOffset = log.firstOffset(customer);
        return firstOffset <= offset || firstOffset <= slice.firstOffset();
    }

    /**
     * Reads the stretch at an offset, and runs {@code then} on any thread when looking again may help. Readers of one
     * customer wait for each other's reads, since what one reads mostly serves the next.
     */
    public void read(UUID customer, long offset, Runnable then) {
        boolean[] first = {false};
        waitingByCustomer.compute(customer, (id, waiting) -> {
            List<Runnable> all = waiting == null ? new ArrayList<>() : waiting;
            first[0] = waiting == null;
            all.add(then);
            return all;
        });
        if (first[0]) {
            boolean offered = queue.offer(ReadQueue.Place.catchingUp(customer), () -> readNow(customer, offset));
            if (!offered) {
                wakeWaitingLater(customer);
            }
        }
    }

    private void readNow(UUID customer, long offset) {
        LogSlice kept = cache.find(customer, offset);
        if (kept != null && isWhole(kept, customer, offset)) {
            wakeWaiting(customer);
            return;
        }
        var unused = log.read(customer, offset - 1, ENTRIES_PER_READ).whenComplete((slice, failure) -> {
            if (failure == null) {
                cache.add(customer, slice);
                wakeWaiting(customer);
            } else { // whatever it was, nobody may wait for ever
                LOG.error("cannot read the log customer={} offset={} (it is tried again)", customer, offset, failure);
                wakeWaitingLater(customer);
            }
        });
    }

    /** Somebody has waited for a read of a customer's as long as may be, and does not wait any more. */
    void overdue(UUID customer, Runnable then) {
        forget(customer, then);
        queue.overdue();
    }

    /** Somebody does not wait for a read of a customer's any more; does nothing if it has been woken. */
    void forget(UUID customer, Runnable then) {
        waitingByCustomer.computeIfPresent(customer, (id, waiting) -> {
            waiting.remove(then);
            return waiting; // also if nobody is left: the read is under way, and others may wait for it
        });
    }

    /** Looking again at once would only fail again. */
    private void wakeWaitingLater(UUID customer) {
        CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS, Runnable::run)
                .execute(() -> wakeWaiting(customer));
    }

    private void wakeWaiting(UUID customer) {
        List<Runnable> waiting = waitingByCustomer.remove(customer);
        if (waiting != null) {
            waiting.forEach(SharedReads::wake);
        }
    }

    private static void wake(Runnable waiting) {
        try {
            waiting.run();
        } catch (RejectedExecutionException e) {
            LOG.debug("one who waited for a read is gone: its event loop has ended");
        }
    }
}
