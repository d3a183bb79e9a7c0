package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Frame;
import dev.ringdown.tests.support.Message;
import dev.ringdown.tests.support.RawWebSocket;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who does not read as fast as events come is told so and closed, misses none before that, and holds nobody up. */
class SlowReaderTest {
    private static final Agent ADMIN = Agent.admin();
    private static final int EVENTS = 60;
    private static final String FILLER = "x".repeat(250_000);

    @RegisterExtension
    static final RunningServer server =
            RunningServer.with("limits.outbound-bytes=64KiB", "limits.batch-bytes=64MiB", "limits.close-timeout=30s");

    @Test
    void aReaderThatStandsStillIsClosedAndTheOthersGetEverything() {
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
        List<Integer> numbers = readNumbersToTheClose(slow);
        assertThat(numbers)
                .isNotEmpty()
                .isEqualTo(IntStream.range(0, numbers.size()).boxed().toList());
        slow.confirmClose(1013);
        assertThat(server.publisher().metric("ringdown_limits_reached_total{limit=\"limits.outbound-bytes\"}"))
                .isEqualTo(1);
    }

    private static List<String> largeEvents() {
        return IntStream.range(0, EVENTS)
                .mapToObj(number -> TestEvent.call("updated", ADMIN)
                        .with("number", number)
                        .with("filler", FILLER)
                        .cloudEvent("/tests", "large-" + number))
                .toList();
    }

    /** Reads what is left, and the close frame, which must be 1013. */
    private static List<Integer> readNumbersToTheClose(RawWebSocket webSocket) {
        List<Integer> numbers = new ArrayList<>();
        Frame frame = webSocket.read();
        while (frame.opcode() == Frame.TEXT) {
            numbers.add(
                    Message.of(frame.text()).json().path("data").path("number").asInt());
            frame = webSocket.read();
        }
        RawWebSocket.closed(frame).assertIs(1013);
        return numbers;
    }
}
