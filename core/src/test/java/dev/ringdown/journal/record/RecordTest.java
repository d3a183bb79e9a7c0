package dev.ringdown.journal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.event.Event;
import dev.ringdown.event.EventDecoder;
import dev.ringdown.event.Events;
import dev.ringdown.event.InvalidEventException;
import dev.ringdown.event.RoutingTable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is written into a record is read from it, and what is no record is refused. */
class RecordTest {
    private static final int WIDTH = 25;
    private static final int LARGE = 1 << 20;
    private static final RecordStamp STAMP = new RecordStamp(0x0123456789abcdefL, 3);

    private static final EventDecoder DECODER = new EventDecoder(
            new RoutingTable(RoutingTable.VOIPBIN, 256),
            64 * 1024,
            20,
            WIDTH,
            () -> "none",
            Clock.fixed(Instant.parse("2026-11-29T10:15:30Z"), ZoneOffset.UTC));

    /** With two scopes of agents, parents, and data that are not ASCII. */
    private static Event copy() throws InvalidEventException {
        String body = "{\"type\":\"chatmessage_created\",\"data\":{\"id\":\"m1\",\"chat_id\":\"c\",\"customer_id\":\""
                + Events.CUSTOMER + "\",\"text\":\"Grüße \uD83D\uDE00\"}}";
        return DECODER.copy(body.getBytes(StandardCharsets.UTF_8), List.of(new UUID(2, 1), new UUID(2, 2)), 77);
    }

    private static byte[] record(Event... events) {
        RecordWriter writer = new RecordWriter(STAMP, LARGE, WIDTH);
        assertThat(writer.add(List.of(events))).isTrue();
        return writer.toBytes();
    }

    private static List<Event> read(byte[] record) throws InvalidRecordException {
        return new RecordReader(record, WIDTH).events(99);
    }

    private static void assertSame(Event read, Event written) {
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("receivedNanos")
                .isEqualTo(written);
        byte[] sequence = "0123456789012345678901234".getBytes(StandardCharsets.US_ASCII);
        assertThat(read.json().withSequence(sequence)).isEqualTo(written.json().withSequence(sequence));
    }

    @Test
    void eventsAreReadAsTheyWereWritten() throws Exception {
        List<Event> read = read(record(Events.call("a"), copy(), Events.othersCall("b")));

        assertThat(read).hasSize(3).allMatch(event -> event.receivedNanos() == 99);
        assertSame(read.get(0), Events.call("a"));
        assertSame(read.get(1), copy());
        assertThat(read.get(1).copy()).isTrue();
        assertSame(read.get(2), Events.othersCall("b"));
    }

    @Test
    void itsWriterKnowsIt() throws Exception {
        assertThat(new RecordReader(record(), WIDTH).stamp()).isEqualTo(STAMP);
        assertThat(read(record())).isEmpty();
    }

    /** Nodes of two versions read each other's records: who changes this gives it another version. */
    @Test
    void theLayoutIsFixed() {
        assertThat(HexFormat.of().formatHex(record(Events.call("a")), 0, 79))
                .isEqualTo(
                        "01" // version
                                + "00" // of events
                                + "0123456789abcdef" + "0000000000000003" // stamp
                                + "00000001" // events
                                + "00" // neither a moment nor a copy
                                + "5013bc52da9a11ee844f2fa34248de28"
                                + "0d2f63616c6c2d6d616e61676572" // source
                                + "0161" // id
                                + "0c63616c6c5f63726561746564" // type
                                + "01" + "02" // one scope, the customer's
                                + "0463616c6c" // resource
                                + "023137"
                                + "00"); // parents
    }

    private static Control control(byte[] record) throws InvalidRecordException {
        RecordReader reader = new RecordReader(record, WIDTH);
        assertThat(reader.isOfEvents()).isFalse();
        assertThat(reader.stamp()).isEqualTo(STAMP);
        return reader.control();
    }

    @Test
    void whatNodesTellEachOtherIsReadAsItWasWritten() throws Exception {
        List<Control> all = List.of(
                new Control.Founding(0xFFFF_FFFFL, Duration.ofMinutes(5), 1_000, 10),
                new Control.NewEpoch(8, 7),
                new Control.Canary(),
                new Control.Digest(3, -1, 77));

        assertThat(all)
                .allSatisfy(one -> assertThat(control(one.toBytes(STAMP))).isEqualTo(one));
    }

    @Test
    void theLayoutOfAFoundingRecordIsFixed() {
        byte[] record = new Control.Founding(7, Duration.ofSeconds(1), 2, 3).toBytes(STAMP);

        assertThat(HexFormat.of().formatHex(record))
                .isEqualTo(
                        "01" // version
                                + "01" // of a founding
                                + "0123456789abcdef" + "0000000000000003" // stamp
                                + "0000000000000007" // epoch
                                + "00000000000003e8" // window
                                + "00000002" + "00000003");
    }

    @Test
    void anEpochIsReadUpToTheGreatestThatASequenceCanHave() throws Exception {
        for (long epoch : new long[] {1, 0xFFFF_FFFFL}) {
            Control founding = new Control.Founding(epoch, Duration.ZERO, 0, 0);
            assertThat(new RecordReader(founding.toBytes(STAMP), WIDTH).control())
                    .isEqualTo(founding);
        }
    }

    @Test
    void aControlRecordThatHasSomethingBehindItIsRefused() {
        byte[] canary = new Control.Canary().toBytes(STAMP);

        assertThatThrownBy(() -> new RecordReader(Arrays.copyOf(canary, canary.length + 1), WIDTH).control())
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageStartingWith("1 bytes behind the end (expected: none)");
    }

    @Test
    void anEpochThatNoSequenceCanHaveIsRefused() {
        byte[] record = new Control.NewEpoch(0, 7).toBytes(STAMP);

        assertThatThrownBy(() -> control(record))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageStartingWith("epoch: 0 (expected: 1 to 4294967295)");
    }

    @Test
    void aKindThatIsNotKnownIsRefused() {
        byte[] record = new Control.Canary().toBytes(STAMP);
        record[RecordLayout.KIND_AT] = 5;

        assertThatThrownBy(() -> control(record))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageStartingWith("kind: 5 (expected: 0 to 4; a node of a later version has appended it)");
    }

    @Test
    void whatDoesNotFitIsLeftOutAsAWhole() throws Exception {
        int two = record(Events.call("a"), Events.call("b")).length;
        RecordWriter writer = new RecordWriter(STAMP, two, WIDTH);

        assertThat(writer.add(List.of(Events.call("a")))).isTrue();
        assertThat(writer.add(List.of(Events.call("b"), Events.call("c")))).isFalse();
        assertThat(writer.add(List.of(Events.call("d")))).isTrue();

        assertThat(read(writer.toBytes()))
                .extracting(event -> event.name().id())
                .containsExactly("a", "d");
    }

    @Test
    void aRecordHasNoMoreEventsThanItHasPlaces() {
        RecordWriter writer = new RecordWriter(STAMP, Integer.MAX_VALUE, WIDTH);
        List<Event> most = Collections.nCopies(RecordWriter.MAX_EVENTS, Events.call("a"));

        assertThat(writer.add(most)).isTrue();
        assertThat(writer.add(List.of(Events.call("b")))).isFalse();
    }

    @Test
    void anotherVersionIsRefused() {
        byte[] record = record(Events.call("a"));
        record[0] = 2;

        assertThatThrownBy(() -> read(record))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessage("version: 2 (expected: 1; a node of a later version has appended it) at byte 1 of "
                        + record.length);
    }

    @Test
    void whatIsCutOffAnywhereIsRefused() throws Exception {
        byte[] record = record(Events.call("a"), copy());

        assertThat(IntStream.range(0, record.length).mapToObj(length -> Arrays.copyOf(record, length)))
                .allSatisfy(cut -> assertThatThrownBy(() -> read(cut)).isInstanceOf(InvalidRecordException.class));
    }

    @Test
    void whatHasSomethingBehindItIsRefused() {
        byte[] record = record(Events.call("a"));

        assertThatThrownBy(() -> read(Arrays.copyOf(record, record.length + 1)))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageStartingWith("1 bytes behind the end (expected: none)");
    }

    @Test
    void aCountThatHasNoRoomIsRefusedBeforeRoomIsMadeForIt() {
        byte[] record = record(Events.call("a"));
        record[RecordLayout.COUNT_AT + 1] = 0x7F;

        assertThatThrownBy(() -> read(record))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageStartingWith("events: 8323073 (expected: 0 to 16384, and room for them in ");
    }

    /** Whatever a byte becomes, it is a record that can be written again, or it is refused. */
    @Property(tries = 2_000)
    void aChangedByteIsReadOrRefused(@ForAll @IntRange(max = 10_000) int at, @ForAll byte value) throws Exception {
        byte[] record = record(copy(), Events.call("a"));
        record[at % record.length] = value;

        List<Event> events;
        try {
            events = read(record);
        } catch (InvalidRecordException refusal) {
            assertThat(refusal).hasMessageContaining(" at byte ");
            return;
        }

        List<Event> again = read(record(events.toArray(Event[]::new)));
        assertThat(again).hasSameSizeAs(events);
        IntStream.range(0, events.size()).forEach(i -> assertSame(again.get(i), events.get(i)));
    }
}
