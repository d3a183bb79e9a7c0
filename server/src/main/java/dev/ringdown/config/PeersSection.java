package dev.ringdown.config;

import static dev.ringdown.config.Setting.HOUR;
import static dev.ringdown.config.Setting.duration;
import static dev.ringdown.config.Setting.secret;
import static dev.ringdown.config.Setting.texts;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The other nodes of a cluster, for a node that has lost its log. Immutable.
 *
 * @param addresses of their internal ports; empty: nobody is asked. This node's own may be among them
 * @param key a key of their {@code admin.keys}
 * @param timeout how long one may take to answer
 */
public record PeersSection(List<URI> addresses, String key, Duration timeout) {
    static final Keys KEYS = new Keys();

    private static final Setting<List<String>> PEERS = KEYS.add(texts(
            "journal.peers",
            "[]",
            "The internal ports of the nodes; this node's own may be among them. A node without a log, or with one that is too"
                    + " old for the topic, copies that of one of them, which has to keep it in files (log.store).",
            "a list of addresses such as http://10.0.0.11:8081",
            PeersSection::isAddress));
    private static final Setting<String> KEY = KEYS.add(secret(
            "journal.peer-key",
            "What this node shows to them: a key of their admin.keys.",
            "empty, or a text of at least 16 characters",
            key -> key.isEmpty() || key.length() >= 16));
    private static final Setting<Duration> TIMEOUT = KEYS.add(duration(
            "journal.peer-timeout",
            "10s",
            Duration.ofSeconds(1),
            HOUR,
            "How long one of them may take to answer, for each part of its log; then the next one is asked."));

    private static boolean isAddress(String text) {
        return text.matches("https?://(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?");
    }

    static PeersSection read(Values values, LogSection log) {
        List<String> addresses = values.get(PEERS);
        int faults = values.faults().size();
        String key = values.get(KEY);
        boolean usable = values.faults().size() == faults; // else it is there, and what is wrong with it has been noted
        if (!addresses.isEmpty() && key.isEmpty() && usable) {
            values.fault(KEY.key(), "missing", "a key of the peers' admin.keys, since journal.peers is set");
        }
        if (!addresses.isEmpty() && log.embedded() == null) {
            values.fault(PEERS.key(), addresses.toString(), "empty, since log.store=memory keeps nothing in files");
        }
        return new PeersSection(addresses.stream().map(URI::create).toList(), key, values.get(TIMEOUT));
    }

    /** Does not tell the key. */
    @Override
    public String toString() {
        return "PeersSection[addresses=" + addresses + ", timeout=" + timeout + "]";
    }
}
