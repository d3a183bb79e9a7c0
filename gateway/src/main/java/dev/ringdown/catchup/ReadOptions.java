package dev.ringdown.catchup;

/**
 * How much memory reading the log may take, and how far one walk looks.
 *
 * @param sliceBytes memory for stretches that were read, shared by those who catch up
 * @param entryBytes memory for single entries that were read, shared by those who open with history or a snapshot
 * @param historyEntries how many entries are looked at for one message
 */
public record ReadOptions(long sliceBytes, long entryBytes, int historyEntries) {}
