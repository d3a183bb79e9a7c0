package dev.ringdown.bench.peer;

import dev.ringdown.bench.server.Daemon;
import dev.ringdown.bench.server.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** NATS, with subscribers over WebSocket and publishers over TCP. Immutable. */
final class NatsPeer implements Peer {
    private static final String PROGRAM = "nats-server";

    private final PeerFolder folder;

    NatsPeer(PeerFolder folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "nats";
    }

    @Override
    public String title() throws IOException {
        return "NATS " + PeerFolder.debianVersion(PROGRAM) + " over WebSocket";
    }

    @Override
    public @Nullable String missing() {
        return PeerFolder.hasProgram(PROGRAM) ? null : "no nats-server: apt-get install nats-server";
    }

    @Override
    public boolean isSlowAtFirst() {
        return false;
    }

    @Override
    public RunningPeer start(String cpu, int eventBytes) throws IOException, InterruptedException {
        Ports ports = Ports.free();
        Path own = Daemon.newFolder();
        Path configuration = folder.configuration("nats.conf", own, ports, "");
        List<String> command = List.of(PeerFolder.program(PROGRAM), "-c", configuration.toString());
        Daemon daemon =
                Daemon.start(own, cpu, command, () -> Ports.isOpen(ports.open()) && Ports.isOpen(ports.internal()));
        return new RunningPeer(daemon::close, daemon.pid(), ports, new NatsDialect(eventBytes), Topics.WORDS);
    }
}
