package dev.ringdown.log;

import dev.ringdown.event.EventName;
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
    private DuplicateBounds bounds;
    private long windowMillis;
    private int agelessNames;
    private NewestNames young;
    private NewestNames ageless;
    private int forgottenEarly;
    private @Nullable String gaps;

    /** @param bounds what the journal says; nothing is remembered as long as it has not said anything */
    public JournalWindow(DuplicateBounds bounds) {
        this.bounds = bounds;
        this.windowMillis = bounds.window().toMillis();
        this.agelessNames = bounds.agelessEvents();
        this.young = new NewestNames(bounds.events());
        this.ageless = new NewestNames(agelessNames);
    }

    /** The journal says how much is remembered: before the first event. */
    public void begin(DuplicateBounds said) {
        bounds = said;
        windowMillis = said.window().toMillis();
        agelessNames = said.agelessEvents();
        young = new NewestNames(said.events());
        ageless = new NewestNames(agelessNames);
    }

    /** Only in the order of the log the same ones are the newest. */
    @Override
    public void recall(Store store, long nowMillis) {
        List<Store.Recalled> recalled = new ArrayList<>();
        store.recall(nowMillis - windowMillis, store.offsetBeforeNewest(agelessNames), recalled::add);
        recalled.sort(Comparator.comparingLong(event -> event.placed().offset()));
        gaps = WindowGaps.of(store, recalled, bounds, nowMillis - windowMillis);
        for (Store.Recalled event : recalled) {
            rememberAsFirst(event.customer(), event.name(), event.placed(), event.appendedAtMillis());
        }
    }

    /** Which names a store did not have any more when they were recalled, for operators; null if none is missing. */
    public @Nullable String gaps() {
        return gaps;
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
