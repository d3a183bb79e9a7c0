/**
 * The default log: entries in a RocksDB in a folder, kept across restarts. The log's appender writes, anybody reads, two
 * threads of its own sync and drop old segments. It knows entries and the file system, and nothing of who reads.
 */
@NullMarked
package dev.ringdown.log.embedded;

import org.jspecify.annotations.NullMarked;
