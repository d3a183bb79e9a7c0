package dev.ringdown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TailPrinterTest {
    private final CapturedStreams captured = new CapturedStreams();
    private final TailPrinter printer = printing(captured.streams(), 2);

    @Test
    void eventsGoToStandardOutputUntilThereAreEnough() {
        assertThat(printer.printEvent("{\"type\":\"call_created\"}")).isFalse();
        assertThat(printer.printEvent("{\"type\":\"call_hangup\"}")).isTrue();

        assertThat(captured.out()).isEqualTo("{\"type\":\"call_created\"}\n{\"type\":\"call_hangup\"}\n");
        assertThat(captured.err()).isEmpty();
    }

    @Test
    void theWelcomeSaysWhoWeAre() {
        printer.printNotice("{\"type\":\"welcome\",\"session\":\"s\",\"customer\":\"c1\",\"agent\":\"a1\","
                + "\"permissions\":[\"admin\"],\"expires\":\"2026-11-23T10:15:30Z\"}");
        printer.printNotice("{\"type\":\"welcome\",\"session\":\"s\",\"customer\":\"c1\"}");

        assertThat(captured.err())
                .isEqualTo("connected as agent a1 of customer c1 (admin), until 2026-11-23 19:15:30\n"
                        + "connected as customer c1\n");
        assertThat(captured.out()).isEmpty();
    }

    @Test
    void whatWasRejectedIsSaidBesideWhatWasNot() {
        printer.printNotice("{\"type\":\"subscribed\",\"id\":1,\"topics\":[\"call\"],\"rejected\":"
                + "[{\"topic\":\"x:\\u001b\",\"code\":\"invalidtopic\",\"message\":\"topic: x (expected: …)\"}]}");

        assertThat(captured.err())
                .isEqualTo("subscribed to call\nrejected x:\\u001b: invalidtopic, topic: x (expected: …)\n");
    }

    @Test
    void noticesAreReadableAndHeartbeatsSilent() {
        printer.printNotice("{\"type\":\"heartbeat\",\"sequence\":\"s\",\"lag\":0}");
        printer.printNotice(
                "{\"type\":\"error\",\"code\":\"forbidden\",\"message\":\"no longer\",\"topics\":[\"call\"]}");
        printer.printNotice("{\"type\":\"expiring\",\"expires\":\"2026-11-23T10:15:30Z\"}");
        printer.printNotice("{\"type\":\"closing\",\"code\":1012,\"reconnect\":1500}");
        printer.printNotice("{\"type\":\"gap\",\"topics\":[\"call\"],\"after\":\"a\",\"before\":\"b\",\"count\":128,"
                + "\"reason\":\"retention\"}");
        printer.printNotice(
                "{\"type\":\"gap\",\"after\":\"a\",\"before\":\"b\",\"count\":null,\"reason\":\"retention\"}");

        assertThat(captured.err()).isEqualTo("""
                error forbidden: no longer [call]
                the token ends at 2026-11-23 19:15:30, and the connection with it
                the server is about to close the connection (1012); it can be opened again in 1500 ms
                gap: 128 events were lost (retention) after a and before b [call]
                gap: an unknown number of events were lost (retention) after a and before b
                """);
        assertThat(captured.out()).isEmpty();
    }

    @Test
    void whatIsNotKnownIsShownEscapedAndDoesNoHarm() {
        printer.printNotice("{\"type\":\"novel\",\n\"a\":\"\u009b\"}");
        printer.printNotice("\u001b[2J");
        printer.printNotice("[1]");
        printer.printNotice("{\"type\":7}");

        assertThat(captured.err()).isEqualTo("""
                unknown message: {"type":"novel", "a":"\\u009b"}
                not understood: \\u001b[2J
                not understood: [1]
                not understood: {"type":7}
                """);
    }

    @Test
    void whenNobodyReadsTheOutputAnyMoreTheWorkIsDone() {
        PrintStream broken = new PrintStream(new BrokenPipe(), false, StandardCharsets.UTF_8);
        StandardStreams streams = new StandardStreams(
                InputStream.nullInputStream(), broken, captured.streams().err());

        boolean isDone = printing(streams, 2).printEvent("{\"type\":\"call_created\"}");

        assertThat(isDone).isTrue();
    }

    private static TailPrinter printing(StandardStreams streams, long maxEvents) {
        return new TailPrinter(streams, ReceivedMessage::raw, new Notice(ZoneId.of("Asia/Seoul")), maxEvents);
    }

    private static final class BrokenPipe extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    }
}
