package dev.ringdown.log;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the entries of a {@link ReplicatedLog} are kept, and with them how far its journal is applied. */
public interface ReplicaStore extends Store {
    /**
     * How far the journal is applied; null if nothing of any is, or if entries have been kept since that did not come from one.
     */
    @Nullable
    Applied applied();

    /**
     * Keeps entries as {@link #write(List)} does, and that the journal is applied up to a record: both, or none. A record may
     * have brought no entries, so there may be none.
     *
     * @throws UnknownWriteException whether they were kept is not known; nothing more is kept until it is
     * @throws IOException nothing was kept
     */
    void write(List<LogEntry> entries, Applied applied) throws IOException;
}
