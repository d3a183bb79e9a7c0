package dev.ringdown.replica;

import dev.ringdown.journal.record.RecordStamp;
import dev.ringdown.log.Appended;
import dev.ringdown.log.Applied;
import dev.ringdown.log.LogEntry;
import java.util.List;

/**
 * Records of a journal whose events have their places. Confined to the log's appender.
 *
 * @param entries what they bring, in order
 * @param stamps which records they are, in order
 * @param places for each record those of its events
 * @param applied how far the journal is applied once the entries are kept
 */
record PlacedRecords(List<LogEntry> entries, List<RecordStamp> stamps, List<List<Appended>> places, Applied applied) {}
