package dev.ringdown.bench.peer;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Everybody who takes part. */
public final class Peers {
    private Peers() {}

    /**
     * All of them, in the order of tables.
     *
     * @param words how Ringdown is started
     * @param settings of Ringdown, over those of the bench
     * @param folder with the files of the others
     */
    public static List<Peer> all(List<String> words, Map<String, String> settings, Path folder) {
        PeerFolder files = new PeerFolder(folder.toAbsolutePath());
        return List.of(
                new RingdownPeer(words, settings),
                new NpmPeer(files, "uws", "uWebSockets.js", "@trufflesuite/uws-js-unofficial"),
                new NatsPeer(files),
                new NchanPeer(files),
                new NpmPeer(files, "ws", "ws", "ws"));
    }
}
