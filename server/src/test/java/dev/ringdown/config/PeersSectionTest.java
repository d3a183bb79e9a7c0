package dev.ringdown.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whom a node asks for a log, and what it needs for that. */
class PeersSectionTest {
    private static Reading reading() {
        return new Reading()
                .set("journal.kafka.servers=kafka-1:9092")
                .set("journal.peers=http://10.0.0.11:8081,https://node-2.example.com,http://[fd00::3]:8081");
    }

    @Test
    void nobodyIsAskedUnlessSomebodySaysSo() {
        assertThat(new Reading().tree().journal().peers().addresses()).isEmpty();
    }

    @Test
    void thePeersAreWhatTheirKeysSayAndTheirKeyIsNotTold() {
        PeersSection peers = reading()
                .set("journal.peer-key=a-key-of-sixteen")
                .set("journal.peer-timeout=3s")
                .tree()
                .journal()
                .peers();

        assertThat(peers.addresses())
                .containsExactly(
                        URI.create("http://10.0.0.11:8081"),
                        URI.create("https://node-2.example.com"),
                        URI.create("http://[fd00::3]:8081"));
        assertThat(peers.key()).isEqualTo("a-key-of-sixteen");
        assertThat(peers.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(peers.toString()).doesNotContain("a-key-of-sixteen");
    }

    @Test
    void theyWantAKey() {
        reading()
                .assertFaults(
                        "journal.peer-key: missing (expected: a key of the peers' admin.keys, since journal.peers is"
                                + " set), from the default");
    }

    @Test
    void oneThatCannotBeUsedIsNotMissingToo() {
        reading()
                .set("journal.peer-key=too-short")
                .assertFaults("journal.peer-key: … (expected: empty, or a text of at least 16 characters), from --set");
    }

    @Test
    void aLogInMemoryIsNotInFiles() {
        reading()
                .set("journal.peer-key=a-key-of-sixteen")
                .set("log.store=memory")
                .assertFaults(
                        "journal.peers: [http://10.0.0.11:8081, https://node-2.example.com, http://[fd00::3]:8081]"
                                + " (expected: empty, since log.store=memory keeps nothing in files), from --set");
    }
}
