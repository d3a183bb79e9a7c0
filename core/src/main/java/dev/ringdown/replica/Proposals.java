package dev.ringdown.replica;

import dev.ringdown.journal.record.Control;
import java.util.function.LongSupplier;

/**
 * Says in the journal what has to be said before the log can be used, see {@link Agreement#proposal}: again now and then, until
 * it or another node's word has come back. Only the log's appender calls this.
 */
final class Proposals {
    private final RecordSender sender;
    private final Agreement agreement;
    private final long nowSeconds;
    private final long againAfterNanos;
    private final LongSupplier nanoTime;
    private boolean said;
    private long saidNanos;

    /**
     * @param nowSeconds the time since 1970, for the epoch if one must begin
     * @param againAfterNanos what was not heard of by then is said again
     */
    Proposals(RecordSender sender, Agreement agreement, long nowSeconds, long againAfterNanos, LongSupplier nanoTime) {
        this.sender = sender;
        this.agreement = agreement;
        this.nowSeconds = nowSeconds;
        this.againAfterNanos = againAfterNanos;
        this.nanoTime = nanoTime;
        this.saidNanos = nanoTime.getAsLong();
    }

    /**
     * Says what is due: at once if nothing can be on its way that says it already, else when enough time has passed.
     *
     * @param caughtUp whether everything is applied that was in the journal when the log was opened
     * @return whether anything was said
     */
    boolean sayIfDue(boolean caughtUp) {
        Control proposal = agreement.proposal(nowSeconds);
        long now = nanoTime.getAsLong();
        if (proposal == null || (said || !caughtUp) && now - saidNanos < againAfterNanos) {
            return false;
        }
        said = true;
        saidNanos = now;
        var unused = sender.say(proposal); // if it does not come back, it is said again
        return true;
    }
}
