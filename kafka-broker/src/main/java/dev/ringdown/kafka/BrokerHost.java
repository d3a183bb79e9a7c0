package dev.ringdown.kafka;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a broker is. Immutable.
 *
 * @param address in numbers, under which clients and the other brokers find it
 * @param prefix what its command line begins with to be there, such as what takes it into another network; empty: nothing
 * @param folder for all that it keeps; empty or missing
 */
public record BrokerHost(String address, List<String> prefix, Path folder) {
    public BrokerHost {
        prefix = List.copyOf(prefix);
        folder = folder.toAbsolutePath();
    }

    /** On this machine, as this process is. */
    static BrokerHost here(Path folder) {
        return new BrokerHost("127.0.0.1", List.of(), folder);
    }
}
