package dev.ringdown.message;

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
 * @param complete whether a snapshot has every live resource, or {@code last} all that there is
 */
public record SubscribeOutcome(
        List<String> accepted,
        List<Rejection> rejected,
        @Nullable Boolean recovered,
        int replayed,
        int snapshot,
        boolean complete) {
    public SubscribeOutcome {
        accepted = List.copyOf(accepted);
        rejected = List.copyOf(rejected);
    }

    public static SubscribeOutcome live(List<String> accepted, List<Rejection> rejected) {
        return new SubscribeOutcome(accepted, rejected, null, -1, -1, true);
    }

    public SubscribeOutcome recovered(boolean all) {
        return new SubscribeOutcome(accepted, rejected, all, replayed, snapshot, complete);
    }

    public SubscribeOutcome replayed(int count, boolean all) {
        return new SubscribeOutcome(accepted, rejected, recovered, count, snapshot, all);
    }

    public SubscribeOutcome snapshot(int count, boolean all) {
        return new SubscribeOutcome(accepted, rejected, recovered, replayed, count, all);
    }
}
