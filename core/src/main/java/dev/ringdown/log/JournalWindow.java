package dev.ringdown.log;

import dev.ringdown.event.EventName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The duplicates of a log that is filled from a journal: the names of the newest so many entries that are young enough, by the
 * time of their records, and those of the newest few whatever their age. Which these are follows from the entries alone, so
 * that every node decides alike, whenever it began and however often it was restarted. Only the log's appender calls this.
 *
 * <p>So there are no shares: whoever publishes much may make the names of others forgotten before the window has passed.
 */
public final class JournalWindow implements Duplicates {
    private final NameDigest digest = new NameDigest();
    private final long windowMillis;
    private final int agelessNames;
    private final NewestNames young;
    private final NewestNames ageless;
    private int forgottenEarly;

    /**
     * @param window how long an entry is remembered
     * @param maxEntries so many of the newest entries at most
     * @param agelessNames so many of the newest are remembered whatever their age
     */
    public JournalWindow(Duration window, int maxEntries, int agelessNames) {
        this.windowMillis = window.toMillis();
        this.agelessNames = agelessNames;
        this.young = new NewestNames(maxEntries);
        this.ageless = new NewestNames(agelessNames);
    }

    /** Only in the order of the log the same ones are the newest. */
    @Override
    public void recall(Store store, long nowMillis) {
        List<Store.Recalled> recalled = new ArrayList<>();
        store.recall(nowMillis - windowMillis, store.offsetBeforeNewest(agelessNames), recalled::add);
        recalled.sort(Comparator.comparingLong(event -> event.placed().offset()));
        for (Store.Recalled event : recalled) {
            rememberAsFirst(event.customer(), event.name(), event.placed(), event.appendedAtMillis());
        }
    }

    @Override
    public @Nullable Placed firstOrRemember(UUID customer, EventName name, Placed placed, long nowMillis) {
        digest.digest(name);
        Placed first = young.find(digest.high(), digest.low(), nowMillis - windowMillis);
        if (first == null) {
            first = ageless.find(digest.high(), digest.low(), Long.MIN_VALUE);
        }
        if (first == null) {
            remember(placed, nowMillis);
        }
        return first;
    }

    @Override
    public void rememberAsFirst(UUID customer, EventName name, Placed placed, long nowMillis) {
        digest.digest(name);
        remember(placed, nowMillis);
    }

    /** Remembers the event whose name was digested last. */
    private void remember(Placed placed, long nowMillis) {
        if (young.wouldForgetSince(nowMillis - windowMillis)) {
            forgottenEarly++;
        }
        young.remember(digest.high(), digest.low(), placed, nowMillis);
        ageless.remember(digest.high(), digest.low(), placed, nowMillis);
    }

    @Override
    public int takeForgottenEarly() {
        int count = forgottenEarly;
        forgottenEarly = 0;
        return count;
    }

    @Override
    public void mark() {
        young.mark();
        ageless.mark();
    }

    /**
     * What had to make room stays forgotten, as it would on no other node. So a replica keeps what it has placed until that is
     * stored, and does not go back.
     */
    @Override
    public void forgetSinceMark() {
        young.forgetSinceMark();
        ageless.forgetSinceMark();
    }
}
