package dev.ringdown.server;

import dev.ringdown.config.LogSection;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.event.TerminalTypes;
import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.MemoryStore;
import dev.ringdown.log.ReplicaStore;
import dev.ringdown.log.embedded.EmbeddedOptions;
import dev.ringdown.log.embedded.EmbeddedStore;
import java.io.IOException;
import java.time.Clock;

/** Opens the store that the configuration chooses. */
final class Stores {
    private Stores() {}

    /**
     * @param meters count when somebody has more than a share
     * @param routing gives what earlier versions stored its topics of today
     * @throws IOException it cannot be opened; the message says what to do
     */
    static ReplicaStore open(LogSection config, RoutingTable routing, Clock clock, LogMeters meters)
            throws IOException {
        TerminalTypes terminalTypes = new TerminalTypes(config.terminalTypes());
        long nowSeconds = clock.instant().getEpochSecond();
        LogSection.Embedded embedded = config.embedded();
        if (embedded == null) {
            return new MemoryStore(
                    nowSeconds,
                    config.retentionBytes(),
                    config.shareBytes(),
                    config.retentionAge(),
                    new LiveResourceIndex(terminalTypes, config.liveBounds()),
                    meters);
        }
        EmbeddedOptions options = new EmbeddedOptions(
                embedded.folder(),
                embedded.witness(),
                config.retentionAge(),
                config.retentionBytes(),
                config.shareBytes(),
                embedded.sync(),
                embedded.syncInterval(),
                embedded.minFreeBytes(),
                terminalTypes,
                config.liveBounds(),
                routing);
        return EmbeddedStore.open(options, nowSeconds, meters);
    }
}
