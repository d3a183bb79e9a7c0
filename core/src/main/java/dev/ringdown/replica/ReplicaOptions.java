package dev.ringdown.replica;

import dev.ringdown.log.LogOptions;
import java.time.Duration;

/**
 * The limits of a {@link ReplicatedLog}.
 *
 * @param log those that every log has. The duplicate window and how many events are remembered must be the same for all nodes,
 *     or they would not decide alike, and the store must retain what these ask for
 * @param recordBytes how large a record may be; an append that does not fit into one is refused
 * @param recordsUnderWay so many records may be appended and not applied yet; what comes meanwhile waits for one of them, and
 *     is one record then
 * @param unappliedBytes so many bytes of records that came from the journal may wait to be applied; it waits meanwhile
 * @param answerTimeout after this time an append is answered, also if it is not known what became of it
 */
public record ReplicaOptions(
        LogOptions log, int recordBytes, int recordsUnderWay, long unappliedBytes, Duration answerTimeout) {}
