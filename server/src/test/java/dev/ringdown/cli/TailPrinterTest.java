package dev.ringdown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.cli.TailPrinter.Progress;
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
        assertThat(printer.print("{\"type\":\"call_created\"}")).isEqualTo(Progress.RUNNING);
        assertThat(printer.print("{\"type\":\"call_hangup\"}")).isEqualTo(Progress.DONE);

        assertThat(captured.out()).isEqualTo("{\"type\":\"call_created\"}\n{\"type\":\"call_hangup\"}\n");
        assertThat(captured.err()).isEmpty();
    }

    @Test
    void theWelcomeSaysWhoWeAre() {
        printer.print("{\"type\":\"welcome\",\"session\":\"s\",\"customer\":\"c1\",\"agent\":\"a1\","
                + "\"permissions\":[\"admin\"],\"expires\":\"2026-11-23T10:15:30Z\"}");
        printer.print("{\"type\":\"welcome\",\"session\":\"s\",\"customer\":\"c1\"}");

        assertThat(captured.err())
                .isEqualTo("connected as agent a1 of customer c1 (admin), until 2026-11-23 19:15:30\n"
                        + "connected as customer c1\n");
        assertThat(captured.out()).isEmpty();
    }

    @Test
    void aPartOfTheTopicsIsEnoughToGoOn() {
        Progress progress = printer.print("{\"type\":\"subscribed\",\"id\":\"1\",\"topics\":[\"call\"],\"rejected\":"
                + "[{\"topic\":\"x:\\u001b\",\"code\":\"invalidtopic\",\"message\":\"topic: x (expected: …)\"}]}");

        assertThat(progress).isEqualTo(Progress.RUNNING);
        assertThat(captured.err())
                .isEqualTo("subscribed to call\nrejected x:\\u001b: invalidtopic, topic: x (expected: …)\n");
    }

    @Test
    void whenNoTopicIsAcceptedThereIsNothingToWaitFor() {
        Progress progress = printer.print("{\"type\":\"subscribed\",\"id\":\"1\",\"topics\":[],\"rejected\":"
                + "[{\"topic\":\"call\",\"code\":\"forbidden\",\"message\":\"not yours\"}]}");

        assertThat(progress).isEqualTo(Progress.REFUSED);
        assertThat(captured.err()).isEqualTo("rejected call: forbidden, not yours\n");
    }

    @Test
    void anErrorInsteadOfTheReplyIsARefusalToo() {
        Progress progress =
                printer.print("{\"type\":\"error\",\"id\":\"1\",\"code\":\"ratelimited\",\"message\":\"m\"}");

        assertThat(progress).isEqualTo(Progress.REFUSED);
        assertThat(captured.err()).isEqualTo("error ratelimited: m\n");
    }

    @Test
    void noticesAreReadableAndHeartbeatsSilent() {
        printer.print("{\"type\":\"heartbeat\",\"sequence\":\"s\",\"lag\":0}");
        printer.print("{\"type\":\"error\",\"code\":\"forbidden\",\"message\":\"no longer\",\"topics\":[\"call\"]}");
        printer.print("{\"type\":\"expiring\",\"expires\":\"2026-11-23T10:15:30Z\"}");
        printer.print("{\"type\":\"closing\",\"code\":1012,\"reconnect\":1500}");
        printer.print("{\"type\":\"gap\",\"topics\":[\"call\"],\"after\":\"a\",\"before\":\"b\",\"count\":128,"
                + "\"reason\":\"retention\"}");
        printer.print("{\"type\":\"gap\",\"after\":\"a\",\"before\":\"b\",\"count\":null,\"reason\":\"retention\"}");

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
        assertThat(printer.print("{\"type\":\"novel\",\n\"a\":\"\u009b\"}")).isEqualTo(Progress.RUNNING);
        assertThat(printer.print("\u001b[2J")).isEqualTo(Progress.RUNNING);
        assertThat(printer.print("[1]")).isEqualTo(Progress.RUNNING);
        assertThat(printer.print("{\"type\":7}")).isEqualTo(Progress.RUNNING);

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

        Progress progress = printing(streams, 2).print("{\"type\":\"call_created\"}");

        assertThat(progress).isEqualTo(Progress.DONE);
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
