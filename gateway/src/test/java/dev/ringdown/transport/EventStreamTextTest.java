package dev.ringdown.transport;

import static dev.ringdown.testing.TestEvent.call;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Event;
import dev.ringdown.event.EventDecoder;
import dev.ringdown.event.EventShape;
import dev.ringdown.event.InvalidEventException;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Placed;
import dev.ringdown.log.Sequence;
import dev.ringdown.message.ServerMessage;
import dev.ringdown.testing.MutableClock;
import dev.ringdown.testing.People;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTextTest {
    private static final UnpooledByteBufAllocator ALLOCATOR = new UnpooledByteBufAllocator(true);
    private static final ServerMessage HEARTBEAT =
            new ServerMessage("heartbeat", "{\"type\":\"heartbeat\"}".getBytes(UTF_8), new Sequence(7, 42));

    @Test
    void eventsHaveTheirSequenceAndNoName() {
        String text = text(EventStreamText.events(
                ALLOCATOR, List.of(call("created").at(0, 1, 0), call("hangup").at(1, 2, 0)), EventShape.CLOUDEVENTS));

        assertThat(text)
                .isEqualTo("c7\r\n"
                        + "id: 00000007-0000000000000001\n"
                        + "data: {\"type\":\"call_created\",\"sequence\":\"00000007-0000000000000001\"}\n\n"
                        + "id: 00000007-0000000000000002\n"
                        + "data: {\"type\":\"call_hangup\",\"sequence\":\"00000007-0000000000000002\"}\n\n"
                        + "\r\n");
    }

    @Test
    void theChunkIsAsLongAsItSays() {
        String text =
                text(EventStreamText.events(ALLOCATOR, List.of(call("created").at(0, 1, 0)), EventShape.CLOUDEVENTS));

        String[] sizeAndRest = text.split("\r\n", 2);
        assertThat(sizeAndRest[1]).hasSize(Integer.parseInt(sizeAndRest[0], 16) + 2);
    }

    @Test
    void theBufferIsNoLargerThanTheEvents() {
        ByteBuf events =
                EventStreamText.events(ALLOCATOR, List.of(call("created").at(0, 1, 0)), EventShape.CLOUDEVENTS);

        assertThat(events.writableBytes()).isZero();
        events.release();
    }

    @Test
    void otherMessagesAreNamedAndMayTellAPosition() {
        assertThat(text(EventStreamText.message(ALLOCATOR, HEARTBEAT, EventShape.CLOUDEVENTS, null)))
                .isEqualTo("4b\r\nevent: heartbeat\nid: 00000007-000000000000002a\n"
                        + "data: {\"type\":\"heartbeat\"}\n\n\r\n");
    }

    @Test
    void aMessageWithoutAPositionLeavesTheClientsAsItIs() {
        ServerMessage welcome = new ServerMessage("welcome", "{}".getBytes(UTF_8), null);

        assertThat(text(EventStreamText.message(ALLOCATOR, welcome, EventShape.CLOUDEVENTS, 1500L)))
                .isEqualTo("25\r\nevent: welcome\nretry: 1500\ndata: {}\n\n\r\n");
    }

    @Test
    void theEndIsTheLastChunk() {
        assertThat(text(EventStreamText.end(ALLOCATOR))).isEqualTo("0\r\n\r\n");
    }

    @Test
    void aRetryAloneIsNoEvent() {
        assertThat(text(EventStreamText.retry(ALLOCATOR, 2500))).isEqualTo("d\r\nretry: 2500\n\n\r\n");
    }

    /**
     * What a publisher sends may have line breaks between its tokens, and as escapes in its texts; no line of the stream
     * begins with any of it.
     */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "\n\n", "\t\n "})
    void anEventIsOneLineHoweverItWasPublished(String space) throws InvalidEventException {
        String data =
                "{%s\"id\":%s\"c1\",\"customer_id\":\"CUSTOMER\",%s\"text\":\"a\\ndata: b\\r\\u000a\u2028\u0085\"%s}"
                        .replace("%s", space)
                        .replace("CUSTOMER", People.CUSTOMER.toString());
        LogEntry entry = published("{\"type\":\"call_created\"," + space + "\"data\":" + data + "}");

        String text = text(EventStreamText.events(ALLOCATOR, List.of(entry), EventShape.CLOUDEVENTS));

        String[] lines = text.split("\r\n|\r|\n", -1);
        assertThat(lines).hasSize(6); // the size, two fields, an empty line, and the end of the chunk
        assertThat(lines[1]).startsWith("id: ");
        assertThat(lines[2])
                .startsWith("data: {\"specversion\":\"1.0\",")
                .endsWith("\"data\":" + data.replace('\n', ' ').replace('\r', ' ') + "}");
        assertThat(lines[3]).isEmpty();
    }

    @Test
    void otherShapesHaveTheSequenceToo() {
        assertThat(text(EventStreamText.events(
                        ALLOCATOR, List.of(call("created").at(0, 1, 0)), EventShape.ENVELOPE)))
                .isEqualTo("49\r\nid: 00000007-0000000000000001\n"
                        + "data: {\"type\":\"call_created\",\"data\":null}\n\n\r\n");
        assertThat(text(EventStreamText.events(
                        ALLOCATOR, List.of(call("created").at(0, 1, 0)), EventShape.RESOURCE)))
                .isEqualTo("2a\r\nid: 00000007-0000000000000001\ndata: null\n\n\r\n");
    }

    @Test
    void whatIsNoEventSaysSoInOtherShapes() {
        assertThat(text(EventStreamText.message(ALLOCATOR, HEARTBEAT, EventShape.RESOURCE, null)))
                .isEqualTo("5a\r\nevent: heartbeat\nid: 00000007-000000000000002a\n"
                        + "data: {\"control\":true,\"type\":\"heartbeat\"}\n\n\r\n");
    }

    /** A client puts a line feed between the fields of an event (HTML, section 9.2.6), so that it gets what was published. */
    @ParameterizedTest
    @EnumSource(names = {"ENVELOPE", "RESOURCE"})
    void otherShapesKeepTheLineFeedsOfTheData(EventShape shape) throws InvalidEventException {
        String data = "{\n\"id\":\n\n\"c1\",\"customer_id\":\"" + People.CUSTOMER + "\"\n}";
        LogEntry entry = published("{\"type\":\"call_created\",\"data\":" + data + "}");

        ByteBuf events = EventStreamText.events(ALLOCATOR, List.of(entry), shape);

        assertThat(events.writableBytes()).isZero();
        String[] sizeAndRest = text(events).split("\r\n", 2);
        assertThat(sizeAndRest[1].getBytes(UTF_8)).hasSize(Integer.parseInt(sizeAndRest[0], 16) + 2);
        assertThat(dataOf(sizeAndRest[1]))
                .isEqualTo(new String(entry.text(shape).bytes(), UTF_8));
    }

    @Test
    void aCarriageReturnIsASpaceInEveryShape() throws InvalidEventException {
        String data = "{\r\n\"id\":\r\"c1\",\"customer_id\":\"" + People.CUSTOMER + "\"}";
        LogEntry entry = published("{\"type\":\"call_created\",\"data\":" + data + "}");

        String text = text(EventStreamText.events(ALLOCATOR, List.of(entry), EventShape.RESOURCE));

        assertThat(dataOf(text.split("\r\n", 2)[1])).isEqualTo(data.replace('\r', ' '));
    }

    /** As a client reads it: the fields of that name, with a line feed between them. */
    private static String dataOf(String event) {
        return event.lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring("data: ".length()))
                .collect(Collectors.joining("\n"));
    }

    private static LogEntry published(String envelope) throws InvalidEventException {
        EventDecoder decoder = new EventDecoder(
                new RoutingTable(RoutingTable.VOIPBIN, 256),
                65_536,
                20,
                Sequence.WIDTH,
                () -> "id",
                new MutableClock());
        Event event = decoder.envelope(envelope.getBytes(UTF_8), "tests", 0);
        Sequence sequence = new Sequence(7, 1);
        return new LogEntry(
                new Placed(sequence, 0),
                new LogEntry.About(event.customer(), event.name(), event.type(), event.topics(), event.moment()),
                event.json().withSequence(sequence.toBytes()),
                event.json().sequenceAt(),
                0,
                0);
    }

    private static String text(ByteBuf bytes) {
        String text = bytes.toString(UTF_8);
        bytes.release();
        return text;
    }
}
