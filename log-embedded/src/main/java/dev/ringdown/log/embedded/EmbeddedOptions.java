package dev.ringdown.log.embedded;

import dev.ringdown.event.RoutingTable;
import dev.ringdown.event.TerminalTypes;
import dev.ringdown.log.LiveResourceIndex;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How an {@link EmbeddedStore} keeps entries.
 *
 * @param folder made if it is missing
 * @param witness what says from outside the folder how far the log was
 * @param retentionAge entries are dropped some time after they are older
 * @param retentionBytes the oldest entries are dropped when all together, uncompressed, are larger
 * @param shareBytes whoever has more loses its own oldest entries then
 * @param sync what an acknowledgement promises
 * @param syncInterval for {@link SyncPolicy#INTERVAL}
 * @param minFreeBytes free space of the disk below which nothing is written
 * @param terminalTypes the types after which a resource is not alive any more
 * @param liveBounds how many resources of one customer have their latest event kept for snapshots
 * @param routing gives entries that an earlier version wrote their topics of today
 */
public record EmbeddedOptions(
        Path folder,
        WitnessPlace witness,
        Duration retentionAge,
        long retentionBytes,
        long shareBytes,
        SyncPolicy sync,
        Duration syncInterval,
        long minFreeBytes,
        TerminalTypes terminalTypes,
        LiveResourceIndex.Bounds liveBounds,
        RoutingTable routing) {}
