package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LiveResources;
import dev.ringdown.log.LogEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A folder that the version without parents has written, read by this one. It was made on 2026-11-28 by the gateway of
 * commit 839d8b6, to which ten events were published over HTTP, and which then was ended by SIGTERM.
 */
class EarlierVersionTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void unpack() throws IOException {
        try (InputStream file = requireNonNull(getClass().getResourceAsStream("/log-without-parents.zip"));
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
                Files.copy(zip, folder.resolve(next.getName()));
            }
        }
    }

    private List<LogEntry> entries() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            return store.read(ALICE, -1, 100).entries();
        }
    }

    private LogEntry ofType(String type) throws IOException {
        return entries().stream()
                .filter(entry -> entry.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static String json(LogEntry entry) {
        return new String(entry.json(), StandardCharsets.UTF_8);
    }

    @Test
    void everyEntryIsThereInItsPlace() throws IOException {
        assertThat(LogFolder.offsets(entries())).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(entries()).extracting(LogEntry::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void anEventHasTheSubjectAndParentsOfToday() throws IOException {
        LogEntry message = ofType("chatmessage_created");

        assertThat(message.subject()).isEqualTo("chatmessage:m1");
        assertThat(message.isMoment()).isTrue();
        assertThat(message.topics().all())
                .map(Object::toString)
                .containsExactly(
                        "customer_id:" + ALICE + ":chatmessage:m1",
                        "customer_id:" + ALICE + ":chat:c1",
                        "customer_id:" + ALICE + ":talk:c1",
                        "agent_id:cccccccc-0000-4000-8000-000000000003:chatmessage:m1",
                        "agent_id:cccccccc-0000-4000-8000-000000000003:chat:c1",
                        "agent_id:cccccccc-0000-4000-8000-000000000003:talk:c1");
        assertThat(json(message))
                .contains("\"subject\":\"chatmessage:m1\",\"parents\":\"chat:c1,talk:c1\",\"time\":\"2026-11-28T")
                .contains("\"sequence\":\"" + message.sequence() + "\"")
                .endsWith("\"data\":{\"id\":\"m1\",\"chat_id\":\"c1\",\"customer_id\":\"" + ALICE
                        + "\",\"owner_id\":\"cccccccc-0000-4000-8000-000000000003\",\"text\":\"hello\"}}");
    }

    @Test
    void parentsThatDidNotExistThenAreThere() throws IOException {
        assertThat(ofType("queuecall_waiting").topics().parentsText()).isEqualTo("queue:q,call:k1");
    }

    @Test
    void theSubjectThatAPublisherGaveStays() throws IOException {
        LogEntry given = ofType("conversation_message_created");

        assertThat(given.subject()).isEqualTo("ticket:t1");
        assertThat(json(given)).contains("\"subject\":\"ticket:t1\"").contains("\"priority\":7");
    }

    @Test
    void theLatestEventsAreKeyedAnew() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            LiveResources live = store.liveResources(ALICE);

            assertThat(LogFolder.entries(live))
                    .extracting(LogEntry::subject)
                    .containsExactly("chat:c1", "chatparticipant:p1", "queuecall:q1", "aicall:a1", "call:k1");
            assertThat(live.complete()).isTrue();
        }
    }

    @Test
    void theyStaySoOnceThisVersionHasSavedThem() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(entry(ALICE, 10, 11, "call_hangup", "k1", 60_000)));
        }
        try (EmbeddedStore store = LogFolder.open(folder)) {
            assertThat(LogFolder.entries(store.liveResources(ALICE)))
                    .extracting(LogEntry::subject)
                    .containsExactly("chat:c1", "chatparticipant:p1", "queuecall:q1", "aicall:a1");
        }
    }
}
