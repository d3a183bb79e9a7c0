package dev.ringdown.catchup;

import java.time.Duration;

/**
 * How much memory reading the log may take, how far one walk looks, and how long it waits.
 *
 * @param sliceBytes memory for stretches that were read, shared by those who catch up
 * @param entryBytes memory for single entries that were read, shared by those who open with history or a snapshot
 * @param historyEntries how many entries are looked at for one message
 * @param readTimeout how long anybody waits for one read
 * @param positionWait how long somebody waits whose position the log has not reached
 */
public record ReadOptions(
        long sliceBytes, long entryBytes, int historyEntries, Duration readTimeout, Duration positionWait) {}
