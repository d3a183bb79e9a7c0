package dev.ringdown.bench;

import dev.ringdown.bench.load.Crowd;
import dev.ringdown.bench.load.Dialect;
import dev.ringdown.bench.load.Feed;
import dev.ringdown.bench.load.LoadLoop;
import dev.ringdown.bench.load.Publication;
import dev.ringdown.bench.load.RingdownDialect;
import dev.ringdown.bench.load.Source;
import dev.ringdown.bench.load.World;
import dev.ringdown.bench.server.Pinning;
import dev.ringdown.bench.server.ServerProcess;
import dev.ringdown.bench.server.Target;
import dev.ringdown.bench.wire.Tokens;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The server and the loops of one run; what is opened here ends with it. Confined to the main thread. */
final class Stage implements AutoCloseable {
    private static final long TOKEN_SECONDS = 24 * 3600;

    private final Common options;
    private final @Nullable ServerProcess server;
    private final Target target;
    private final boolean pinned;
    private final World world;
    private final List<LoadLoop> loops = new ArrayList<>();

    private Stage(Common options, @Nullable ServerProcess server, Target target, boolean pinned) {
        this.options = options;
        this.server = server;
        this.target = target;
        this.pinned = pinned;
        this.world = new World(new Tokens(target.tokenSecret(), Instant.now().getEpochSecond() + TOKEN_SECONDS));
    }

    /**
     * Starts a server, or takes the one that the options name.
     *
     * @param words how a server is started
     * @param settings what the workload wants of it; options override it
     */
    static Stage open(Common options, List<String> words, Map<String, String> settings)
            throws IOException, InterruptedException {
        if (options.url != null) {
            Target running = new Target(
                    Target.address("--url", options.url),
                    Target.address("--internal", required("--internal", options.internal)),
                    required("--token-secret", options.tokenSecret),
                    required("--publisher-key", options.publisherKey),
                    options.serverPid);
            return new Stage(options, null, running, Pinning.pinSelf(options.benchCpu));
        }
        if (words.isEmpty()) {
            throw new IllegalArgumentException("the command of the server is missing (expected: started by ./run)");
        }
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(options.settings);
        ServerProcess started = ServerProcess.start(words, options.serverCpu, all);
        return new Stage(options, started, started.target(), Pinning.pinSelf(options.benchCpu));
    }

    private static String required(String option, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(option + ": missing (expected: with --url)");
        }
        return value;
    }

    /** A thread of load more. */
    LoadLoop loop() {
        LoadLoop loop = new LoadLoop("load-" + loops.size());
        loops.add(loop);
        return loop;
    }

    /** The same, whose connections take no more than so much from their sockets at a time. */
    LoadLoop slowLoop(int bytesPerRead) {
        LoadLoop loop = LoadLoop.ofSlowReaders("load-" + loops.size(), bytesPerRead);
        loops.add(loop);
        return loop;
    }

    Crowd crowd(LoadLoop loop) {
        return new Crowd(loop, target.open(), dialect());
    }

    private Dialect dialect() {
        return new RingdownDialect(publication());
    }

    Publication publication() {
        return new Publication(target.internal(), target.publisherKey(), options.eventBytes);
    }

    Feed feed(LoadLoop loop, List<Source> sources, int firstStream, int streams, int connections)
            throws IOException, InterruptedException {
        return new Feed(loop, target.internal(), dialect(), sources, firstStream, streams).connect(connections);
    }

    World world() {
        return world;
    }

    Target target() {
        return target;
    }

    boolean isPinned() {
        return pinned;
    }

    @Override
    public void close() throws IOException {
        loops.forEach(LoadLoop::close);
        if (server != null) {
            server.close();
        }
    }
}
