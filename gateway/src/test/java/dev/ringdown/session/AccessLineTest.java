package dev.ringdown.session;

import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.ringdown.audit.AccessLog;
import dev.ringdown.event.EventShape;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.testing.CapturedLog;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.MutableClock;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is written down of a connection that is gone. */
class AccessLineTest {
    private final CapturedLog log = new CapturedLog();
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final FakeSocket socket = new FakeSocket("192.0.2.7");

    @AfterEach
    void stopCapturing() {
        log.close();
    }

    private Map<String, Object> line() {
        List<Map<String, Object>> lines = log.factsOf(AccessLog.LOGGER);
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    @Test
    void whoWasConnectedFromWhereHowLongAndWhatItGot() {
        TestClient client = gateway.connect(People.ADMIN, socket).subscribe("call");
        gateway.publish(call("created"), call("hangup"));
        gateway.clock().advance(Duration.ofMillis(90_250));

        client.session().onGone(1000);

        assertThat(line())
                .containsExactly(
                        entry("session", "s1"),
                        entry("customer", People.CUSTOMER),
                        entry("identity", "agent"),
                        entry("holder", "agent:" + People.ADMIN_ID),
                        entry("address", "192.0.2.7"),
                        entry("transport", "websocket"),
                        entry("connected", MutableClock.START),
                        entry("durationMillis", 90_250L),
                        entry("sent", 2L),
                        entry("sentBytes", 0L),
                        entry("endedBy", "client"),
                        entry("code", 1000));
    }

    @Test
    void whyTheServerHasClosedIt() {
        TestClient client = gateway.connect(People.AGENT, socket);
        client.session().close(CloseReason.NO_PONG);

        client.session().onGone(CloseReason.NO_PONG.code());

        assertThat(line())
                .containsEntry("endedBy", "server")
                .containsEntry("code", 4408)
                .containsEntry("reason", CloseReason.NO_PONG.text());
    }

    @Test
    void aConnectionThatWasLostIsNobodysDoing() {
        gateway.connect(People.AGENT, socket).session().onGone(1006);

        assertThat(line()).containsEntry("endedBy", "network").doesNotContainKey("reason");
    }

    @Test
    void aSessionThatEndsWhileItsConnectionLingersIsNotGoneYet() {
        gateway.connect(People.AGENT, socket).session().close(CloseReason.TOO_SLOW);

        assertThat(log.factsOf(AccessLog.LOGGER)).isEmpty();
    }

    /** Fields that are not always there are in it too. */
    @Test
    void theFieldsInTheDocumentAreThoseOfALine() throws IOException {
        Peer peer = new Peer("192.0.2.7", "Firefox", Transport.WEBSOCKET, "ringdown.v1", false, EventShape.CLOUDEVENTS);
        new AccessLine(new UUID(0, 1).toString(), People.ADMIN, peer, MutableClock.START, 1, 2)
                .write(CloseReason.DRAINING, 1012, MutableClock.START);

        String operating = Files.readString(Path.of("../docs/operating.md"));
        String table = operating.substring(operating.indexOf("### Who was connected"));
        assertThat(Pattern.compile("(?m)^\\| `(\\w+)` \\|")
                        .matcher(table.substring(0, table.indexOf("### What operators did")))
                        .results()
                        .map(field -> field.group(1)))
                .containsExactlyElementsOf(line().keySet());
    }
}
