package dev.ringdown.message;

import dev.ringdown.log.Sequence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a subscribe message. Immutable.
 *
 * @param accepted topics that are subscribed, as they were written
 * @param rejected the others
 * @param recovered with {@code after}: whether everything after it is still there; else null
 * @param replayed with {@code last}: how many events follow; else -1
 * @param snapshot with {@code snapshot}: how many events follow; else -1
 * @param until of history that is sent once: everything in it is up to here; else null
 * @param complete whether a snapshot has every live resource, or {@code last} all that there is
 */
public record SubscribeOutcome(
        List<String> accepted,
        List<Rejection> rejected,
        @Nullable Boolean recovered,
        int replayed,
        int snapshot,
        @Nullable Sequence until,
        boolean complete) {
    public SubscribeOutcome {
        accepted = List.copyOf(accepted);
        rejected = List.copyOf(rejected);
    }

    public static SubscribeOutcome live(List<String> accepted, List<Rejection> rejected) {
        return new SubscribeOutcome(accepted, rejected, null, -1, -1, null, true);
    }

    public SubscribeOutcome recovered(boolean all) {
        return new SubscribeOutcome(accepted, rejected, all, replayed, snapshot, until, complete);
    }

    public SubscribeOutcome replayed(int count, boolean all) {
        return new SubscribeOutcome(accepted, rejected, recovered, count, snapshot, until, all);
    }

    public SubscribeOutcome snapshot(int count, boolean all) {
        return new SubscribeOutcome(accepted, rejected, recovered, replayed, count, until, all);
    }

    public SubscribeOutcome until(Sequence sequence) {
        return new SubscribeOutcome(accepted, rejected, recovered, replayed, snapshot, sequence, complete);
    }
}
