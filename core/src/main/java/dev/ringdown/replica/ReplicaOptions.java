package dev.ringdown.replica;

import dev.ringdown.log.DuplicateBounds;
import dev.ringdown.log.LogOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a {@link ReplicatedLog}.
 *
 * @param log those that every log has. How long and how many duplicates are remembered is what the journal says, and this only if
 *     the log founds it; the store must retain what that asks for
 * @param retention how long the store keeps entries at most; not shorter than any journal remembers duplicates, or the log cannot be used
 * @param recordBytes how large a record may be; an append that does not fit into one is refused
 * @param recordsUnderWay so many records may be appended and not applied yet; what comes meanwhile waits for one of them, and
 *     is one record then
 * @param unappliedBytes so many bytes of records that came from the journal may wait to be applied; it waits meanwhile
 * @param answerTimeout after this time an append is answered, also if it is not known what became of it
 * @param watch how closely it is watched whether the node hears what others hear
 */
public record ReplicaOptions(
        LogOptions log,
        Duration retention,
        int recordBytes,
        int recordsUnderWay,
        long unappliedBytes,
        Duration answerTimeout,
        WatchOptions watch) {
    /** Why a store with this retention cannot be used if so much is remembered, for operators; null if it can. */
    @Nullable
    String tooShortFor(DuplicateBounds agreed) {
        return retention.compareTo(agreed.window()) >= 0
                ? null
                : "log.retention-age: " + retention + " (expected: at least " + agreed.window()
                        + ", since the journal says that duplicates are remembered for that time, and a node that was restarted"
                        + " knows no other names)";
    }
}
