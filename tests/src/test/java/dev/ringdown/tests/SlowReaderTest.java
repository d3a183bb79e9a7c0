package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Frame;
import dev.ringdown.tests.support.Message;
import dev.ringdown.tests.support.RawWebSocket;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who does not read as fast as events come gets them from the log later, misses none, and holds nobody up. */
class SlowReaderTest {
    private static final Agent ADMIN = Agent.admin();
    private static final int EVENTS = 60;
    private static final String FILLER = "x".repeat(250_000);

    @RegisterExtension
    static final RunningServer server = RunningServer.with(
            "limits.outbound-bytes=64KiB",
            "limits.batch-bytes=64MiB",
            "limits.body-bytes-per-publisher=64MiB",
            "limits.body-bytes=64MiB");

    @Test
    void aReaderThatStandsStillHoldsNobodyUpAndMissesNothing() {
        RawWebSocket slow =
                server.handshake().token(ADMIN.token()).receiveBuffer(4096).open();
        slow.send(Frame.text("{\"type\":\"subscribe\",\"topics\":[\"call\"]}"));
        slow.send(Frame.text("{\"type\":\"ping\",\"id\":1}"));
        assertThat(slow.read().text()).contains("pong");
        Subscriber other = server.connect(ADMIN).subscribeWith("\"types\":[\"call_hangup\"]", "call");

        server.publisher().publishBatch(largeEvents());
        TestEvent hangup = TestEvent.call("hangup", ADMIN);
        server.publish(hangup);

        other.assertEvent(hangup);
        assertThat(IntStream.range(0, EVENTS).mapToObj(i -> number(slow)).toList())
                .isEqualTo(IntStream.range(0, EVENTS).boxed().toList());
        assertThat(Message.of(slow.read().text()).type()).isEqualTo("call_hangup");
        assertThat(server.publisher().metric("ringdown_sessions_fell_behind_total"))
                .isEqualTo(1);
    }

    private static int number(RawWebSocket webSocket) {
        return Message.of(webSocket.read().text())
                .json()
                .path("data")
                .path("number")
                .asInt();
    }

    private static List<String> largeEvents() {
        return IntStream.range(0, EVENTS)
                .mapToObj(number -> TestEvent.call("updated", ADMIN)
                        .with("number", number)
                        .with("filler", FILLER)
                        .cloudEvent("/tests", "large-" + number))
                .toList();
    }
}
