package dev.ringdown.replica;

import dev.ringdown.journal.record.Control;
import dev.ringdown.log.Agreed;
import dev.ringdown.log.Applied;
import dev.ringdown.log.DuplicateBounds;
import dev.ringdown.log.Epoch;
import dev.ringdown.log.JournalWindow;
import dev.ringdown.log.Placing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all nodes agree on since the journal says so: who founds it first has founded it, and who asks first for the next epoch
 * begins it. Only the log's appender calls this, but for {@link #agreed}.
 */
final class Agreement {
    private final Placing placing;
    private final JournalWindow window;
    private final ReplicaOptions options;
    private final DuplicateBounds configured;
    private final long formerEpoch;
    private final long passUpTo;
    private final Notices notices;
    private volatile Agreed agreed;

    /**
     * @param placing gives the sequences
     * @param window remembers as much as is agreed
     * @param options how much this node would remember, and how much its store keeps
     * @param applied what is agreed so far
     * @param passUpTo an epoch that begins behind this position is one that nobody here knows of yet
     * @param notices is told what an operator should know
     */
    Agreement(
            Placing placing,
            JournalWindow window,
            ReplicaOptions options,
            Applied applied,
            long passUpTo,
            Notices notices) {
        this.placing = placing;
        this.window = window;
        this.options = options;
        this.configured = options.log().duplicates();
        this.formerEpoch = applied.formerEpoch();
        this.passUpTo = passUpTo;
        this.notices = notices;
        this.agreed = applied.agreed();
        placing.beginEpoch(agreed.epoch());
        tellIfConfiguredOtherwise();
    }

    /** What is agreed so far. Any thread. */
    Agreed agreed() {
        return agreed;
    }

    /** What this node has to say so that the log can be used; null if nothing. */
    @Nullable
    Control proposal(long nowSeconds) {
        Agreed now = agreed;
        long next = Math.max(nowSeconds, formerEpoch + 1);
        if (!now.isSomething()) {
            return new Control.Founding(next, configured.window(), configured.events(), configured.agelessEvents());
        }
        return now.epoch() > formerEpoch ? null : new Control.NewEpoch(next, now.epoch());
    }

    /** Why the log cannot be used yet, for operators; null if it can. Any thread. */
    @Nullable
    String missing() {
        Agreed now = agreed;
        if (!now.isSomething()) {
            return "the journal is not founded yet";
        }
        return now.epoch() > formerEpoch
                ? null
                : "clients may have positions of epoch " + formerEpoch + ", and the journal is in epoch " + now.epoch()
                        + " yet";
    }

    /**
     * A node has said something. A new epoch ends a log that is in use: whoever reads it has positions of the one before.
     *
     * @throws LogEndsException a new epoch begins, and this log is in use; or its store forgets what the journal asks for
     */
    void apply(Control control, long position, long offset) throws LogEndsException {
        if (control instanceof Control.Founding founding && !agreed.isSomething()) {
            DuplicateBounds bounds =
                    new DuplicateBounds(founding.window(), founding.events(), founding.agelessEvents());
            String tooShort = options.tooShortFor(bounds);
            if (tooShort != null) {
                throw new LogEndsException(tooShort);
            }
            agreed = new Agreed(List.of(new Epoch(founding.epoch(), offset)), bounds);
            window.begin(bounds);
            placing.beginEpoch(founding.epoch());
            tellIfConfiguredOtherwise();
        } else if (control instanceof Control.NewEpoch next
                && next.afterEpoch() == agreed.epoch()
                && next.epoch() > agreed.epoch()) {
            if (position > passUpTo && missing() == null) {
                throw new LogEndsException("epoch " + next.epoch() + " begins with record " + position
                        + " of the journal, which had lost records (restart this node: it goes on then)");
            }
            agreed = agreed.with(new Epoch(next.epoch(), offset));
            placing.beginEpoch(next.epoch());
        }
    }

    private void tellIfConfiguredOtherwise() {
        DuplicateBounds journals = agreed.duplicates();
        if (agreed.isSomething() && !journals.equals(configured)) {
            notices.warn("the journal says that duplicates are remembered for " + journals.window() + ", "
                    + journals.events()
                    + " of them at most, and the newest " + journals.agelessEvents()
                    + " whatever their age; the configuration of this node says " + configured.window() + ", "
                    + configured.events() + " and " + configured.agelessEvents()
                    + " (what the journal says counts: configure it so; it is changed with a new journal only)");
        }
    }
}
