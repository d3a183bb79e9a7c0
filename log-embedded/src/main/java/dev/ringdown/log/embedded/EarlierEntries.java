package dev.ringdown.log.embedded;

import dev.ringdown.event.Rerouting;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Placed;
import dev.ringdown.log.Sequence;
import java.util.UUID;

/** Reads entries as they would be today, also those that an earlier version wrote. Thread-safe. */
final class EarlierEntries {
    private final Rerouting rerouting;
    private final long countedFrom;

    /** @param countedFrom the first epoch whose positions count */
    EarlierEntries(RoutingTable routing, long countedFrom) {
        this.rerouting = new Rerouting(routing);
        this.countedFrom = countedFrom;
    }

    /** The entry in these bytes; see {@link EntryCodec#decode}. */
    LogEntry decode(UUID customer, long offset, byte[] value) {
        LogEntry entry = EntryCodec.decode(customer, offset, value, countedFrom);
        return EntryCodec.isWithoutParents(value) ? today(entry) : entry;
    }

    private LogEntry today(LogEntry entry) {
        Rerouting.Rerouted rerouted = rerouting.reroute(entry.topics(), entry.json(), Sequence.WIDTH);
        if (rerouted == null) {
            return entry;
        }
        return new LogEntry(
                new Placed(entry.sequence(), entry.offset()),
                new LogEntry.About(entry.customer(), entry.name(), entry.type(), rerouted.topics(), rerouted.moment()),
                rerouted.json().withSequence(entry.sequence().toBytes()),
                rerouted.json().sequenceAt(),
                entry.appendedAtMillis(),
                entry.receivedNanos());
    }
}
