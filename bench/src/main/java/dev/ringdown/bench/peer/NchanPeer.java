package dev.ringdown.bench.peer;

import dev.ringdown.bench.load.EventTemplate;
import dev.ringdown.bench.load.Publication;
import dev.ringdown.bench.load.Source;
import dev.ringdown.bench.server.Daemon;
import dev.ringdown.bench.server.Ports;
import dev.ringdown.bench.wire.HttpUplink;
import dev.ringdown.bench.wire.Uplink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** nginx with its module nchan, published to by HTTP. Immutable. */
final class NchanPeer implements Peer {
    private static final String MODULES = "/usr/lib/nginx/modules";

    private final PeerFolder folder;

    NchanPeer(PeerFolder folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "nchan";
    }

    @Override
    public String title() throws IOException {
        return "nchan " + PeerFolder.debianVersion("libnginx-mod-nchan") + " on nginx "
                + PeerFolder.debianVersion("nginx");
    }

    @Override
    public @Nullable String missing() {
        boolean present = PeerFolder.hasProgram("nginx") && Files.exists(Path.of(MODULES, "ngx_nchan_module.so"));
        return present ? null : "no nginx with nchan: apt-get install nginx libnginx-mod-nchan";
    }

    @Override
    public boolean isSlowAtFirst() {
        return false;
    }

    @Override
    public RunningPeer start(String cpu, int eventBytes) throws IOException, InterruptedException {
        Ports ports = Ports.free();
        Path own = Daemon.newFolder();
        Path configuration = folder.configuration("nginx.conf", own, ports, MODULES);
        List<String> command =
                List.of(PeerFolder.program("nginx"), "-p", own.toString(), "-c", configuration.toString());
        Daemon daemon = Daemon.start(own, cpu, command, () -> Ports.isOpen(ports.open()));
        Publication publication = new Publication(ports.open(), "", eventBytes);
        return new RunningPeer(
                daemon::close,
                daemon.workerPid(),
                new Ports(ports.open(), ports.open()),
                new NchanDialect(publication),
                Topics.WORDS);
    }

    /** Events are posted to {@code /pub/TOPIC}. Immutable. */
    private static final class NchanDialect extends WordDialect {
        private final Publication publication;

        NchanDialect(Publication publication) {
            this.publication = publication;
        }

        @Override
        public Uplink uplink() {
            return HttpUplink.succeeding();
        }

        @Override
        public EventTemplate template(Source source) {
            String path = "/pub/" + source.call();
            return EventTemplate.envelope(
                    source, publication.eventBytes(), bytes -> publication.head(path, "application/json", bytes), "");
        }
    }
}
