package dev.ringdown.bench.peer;

import dev.ringdown.bench.load.Publication;
import dev.ringdown.bench.load.RingdownDialect;
import dev.ringdown.bench.load.Seat;
import dev.ringdown.bench.load.Source;
import dev.ringdown.bench.load.World;
import dev.ringdown.bench.server.Ports;
import dev.ringdown.bench.server.ServerProcess;
import dev.ringdown.bench.server.Target;
import dev.ringdown.bench.wire.Tokens;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** This very product, with its log on disk. Immutable. */
final class RingdownPeer implements Peer {
    private static final long TOKEN_SECONDS = 24 * 3600;

    private final List<String> words;
    private final Map<String, String> settings;

    RingdownPeer(List<String> words, Map<String, String> settings) {
        this.words = List.copyOf(words);
        this.settings = Map.copyOf(settings);
    }

    @Override
    public String name() {
        return "ringdown";
    }

    @Override
    public String title() {
        return "Ringdown";
    }

    @Override
    public @Nullable String missing() {
        return words.isEmpty() ? "no command to start it: use ./run bench compare" : null;
    }

    @Override
    public boolean isSlowAtFirst() {
        return true;
    }

    @Override
    public RunningPeer start(String cpu, int eventBytes) throws IOException, InterruptedException {
        ServerProcess server = ServerProcess.start(words, cpu, settings);
        Target target = server.target();
        Publication publication = new Publication(target.internal(), target.publisherKey(), eventBytes);
        World world = new World(new Tokens(target.tokenSecret(), Instant.now().getEpochSecond() + TOKEN_SECONDS));
        return new RunningPeer(
                server::close,
                target.pid(),
                new Ports(target.open(), target.internal()),
                new RingdownDialect(publication),
                new Calls(world));
    }

    /** A topic is a call of one customer, whose admins subscribe to it. Immutable. */
    private record Calls(World world) implements Topics {
        @Override
        public Seat seat(int connection, int topic) {
            String name = "customer_id:" + world.customer(0) + ":call:" + world.call(topic);
            return world.admin(0, connection, name, topic, 1);
        }

        @Override
        public Source source(int topic) {
            return world.source(0, topic);
        }
    }
}
