package dev.ringdown.bench.peer;

import dev.ringdown.bench.server.Daemon;
import dev.ringdown.bench.server.Ports;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A fan-out of a few lines around an npm package. Immutable. */
final class NpmPeer implements Peer {
    private final PeerFolder folder;
    private final String name;
    private final String title;
    private final String npm;

    /**
     * @param name of it, and of its script
     * @param npm the package that does the work
     */
    NpmPeer(PeerFolder folder, String name, String title, String npm) {
        this.folder = folder;
        this.name = name;
        this.title = title;
        this.npm = npm;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() throws IOException {
        return title + ' ' + folder.npmVersion(npm).replaceFirst("-.*$", "");
    }

    @Override
    public @Nullable String missing() {
        if (!PeerFolder.hasProgram("node")) {
            return "no node: install Node.js 18 or newer with npm";
        }
        if (!folder.hasNpm(npm)) {
            return "no npm package " + npm + ": run npm ci in " + folder.path();
        }
        return isLoadable() ? null : npm + " has no native module for this Node.js: use Node.js 18 or 20";
    }

    private boolean isLoadable() {
        try {
            Process process = new ProcessBuilder(PeerFolder.program("node"), script())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String script() {
        return folder.file(name + ".js").toString();
    }

    @Override
    public boolean isSlowAtFirst() {
        return false;
    }

    @Override
    public RunningPeer start(String cpu, int eventBytes) throws IOException, InterruptedException {
        Ports ports = Ports.free();
        List<String> command = List.of(
                PeerFolder.program("node"),
                script(),
                String.valueOf(ports.open().getPort()));
        Daemon daemon = Daemon.start(Daemon.newFolder(), cpu, command, () -> Ports.isOpen(ports.open()));
        Ports both = new Ports(ports.open(), ports.open());
        return new RunningPeer(
                daemon::close, daemon.pid(), both, new NpmDialect(ports.open(), eventBytes), Topics.WORDS);
    }
}
