package dev.ringdown.log.embedded;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a folder was when it was opened, from which follows whether it can prove that it goes on where it stopped. Immutable.
 *
 * <p>The proof has three parts. The folder has the generation that its witness knows, so it is not a state of before the last
 * start. It is as far as the witness says that anybody was told, so it is not an earlier state of since then, nor has it lost
 * its end. And what the witness says is the newest that it ever said: because the log was closed in order, or because the
 * machine is the same, or because nobody was told before it stood there durably.
 *
 * @param last who had the log open last; null if nobody had
 * @param folder the folder, as the file system tells it from a copy
 * @param headOffset of the newest entry that is there
 * @param testimony what the witness says; null if nothing
 * @param machine on which it is opened now
 */
record Continuity(
        Catalog.@Nullable State last,
        String folder,
        long headOffset,
        @Nullable Testimony testimony,
        Machine machine) {
    /** Why it cannot prove that it goes on; null if it can. */
    @Nullable
    Doubt doubt() {
        if (last == null) {
            return Doubt.NEW_LOG;
        }
        UUID generation = last.generation();
        if (generation == null) {
            return Doubt.EARLIER_VERSION;
        }
        if (!last.folder().equals(folder)) {
            return Doubt.COPY;
        }
        if (testimony == null) {
            return Doubt.NO_WITNESS;
        }
        if (!testimony.knows(generation)) {
            return Doubt.OLDER_STATE;
        }
        if (headOffset < testimony.headOffset()) {
            return Doubt.END_LOST;
        }
        if (testimony.closed()) {
            return headOffset == testimony.headOffset() ? null : Doubt.WRITTEN_ELSEWHERE;
        }
        return testimony.durable() || testimony.machine().equals(machine.boot()) ? null : Doubt.MACHINE_WENT_DOWN;
    }

    /** How many entries were told that are not there, as far as anybody knows. */
    long entriesLost() {
        return testimony == null ? 0 : Math.max(0, testimony.headOffset() - headOffset);
    }

    /** The epoch that begins if there is doubt: none before it may be as great, also if the clock went back. */
    long nextEpoch(long previousEpoch, long nowSeconds) {
        long known = testimony == null ? previousEpoch : Math.max(previousEpoch, testimony.epoch());
        return Math.max(known + 1, nowSeconds);
    }
}
