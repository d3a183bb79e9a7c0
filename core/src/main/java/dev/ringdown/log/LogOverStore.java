package dev.ringdown.log;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What logs have in common that are read from a store and its tail, whoever fills them. Thread-safe. */
public abstract class LogOverStore implements EventLog {
    private final Store store;
    private final LiveTail tail;
    private final CompletableFuture<Ended> ended = new CompletableFuture<>();

    /** Over what a store has, with a tail that begins where it ends. */
    protected LogOverStore(Store store, LogOptions options) {
        this.store = requireNonNull(store, "store");
        this.tail = new LiveTail(store.headOffset(), options.tailEntries(), options.tailBytes());
    }

    /** How many entries every customer has in the store. */
    protected abstract CustomerCounts counts();

    /** The epochs of this log, oldest first, the current one last; never empty. */
    protected abstract List<Epoch> epochs();

    /** Closes the store, and says how the log has ended. */
    protected final void end(Ended how) {
        try {
            store.close();
        } finally {
            ended.complete(how);
        }
    }

    @Override
    public final CompletionStage<LogSlice> read(UUID customer, long afterOffset, int maxEntries) {
        return readHere(() -> store.read(customer, afterOffset, maxEntries));
    }

    @Override
    public final CompletionStage<LogSlice> readBack(UUID customer, long beforeOffset, int maxEntries) {
        return readHere(() -> store.readBack(customer, beforeOffset, maxEntries));
    }

    @Override
    public final CompletionStage<LiveResources> liveResources(UUID customer) {
        return readHere(() -> store.liveResources(customer));
    }

    private static <T> CompletionStage<T> readHere(Supplier<T> read) {
        try {
            return CompletableFuture.completedFuture(read.get());
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public final long epoch() {
        List<Epoch> epochs = epochs();
        return epochs.get(epochs.size() - 1).epoch();
    }

    @Override
    public final CustomerCount count(UUID customer) {
        return counts().of(customer);
    }

    @Override
    public final CompletionStage<Located> locate(UUID customer, Sequence sequence) {
        @Nullable Located atOnce = locateAtOnce(customer, sequence);
        return atOnce == null
                ? readHere(() -> new PositionSearch(store, epochs(), customer, count(customer)).locate(sequence))
                : CompletableFuture.completedFuture(atOnce);
    }

    @Override
    public final long firstOffset() {
        return store.firstOffset();
    }

    @Override
    public final long firstOffset(UUID customer) {
        return store.firstOffset(customer);
    }

    @Override
    public final CompletionStage<Ended> ended() {
        return ended;
    }

    @Override
    public final LiveTail tail() {
        return tail;
    }
}
