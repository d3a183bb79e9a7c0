package dev.ringdown.bench.peer;

import dev.ringdown.bench.load.Dialect;
import dev.ringdown.bench.server.Ports;
import java.io.IOException;

/**
 * A peer that runs. Immutable.
 *
 * @param end stops it
 * @param pid of the process that does the work
 */
public record RunningPeer(Closing end, long pid, Ports ports, Dialect dialect, Topics topics) implements AutoCloseable {
    /** What stops it. */
    public interface Closing {
        void close() throws IOException;
    }

    @Override
    public void close() throws IOException {
        end.close();
    }
}
