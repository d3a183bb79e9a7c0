package dev.ringdown.cli;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shows what arrives: events on standard output, everything else on standard error. It also sees when there are
 * enough of them. Confined to the thread that receives.
 */
final class TailPrinter {
    private final StandardStreams streams;
    private final Function<ReceivedMessage, String> eventFormat;
    private final Notice notice;
    private final long maxEvents;

    private long events;

    /**
     * @param eventFormat the line of an event, without a line end
     * @param maxEvents after so many events the work is done
     */
    TailPrinter(StandardStreams streams, Function<ReceivedMessage, String> eventFormat, Notice notice, long maxEvents) {
        this.streams = requireNonNull(streams, "streams");
        this.eventFormat = requireNonNull(eventFormat, "eventFormat");
        this.notice = requireNonNull(notice, "notice");
        this.maxEvents = maxEvents;
    }

    /**
     * Prints one event, and returns only when the terminal has taken it.
     *
     * @return whether the work is done: all events that were asked for are printed, or nobody reads them any more
     */
    boolean printEvent(String raw) {
        @Nullable ReceivedMessage event = understood(raw);
        if (event == null) {
            return false;
        }
        streams.out().print(eventFormat.apply(event) + "\n");
        boolean nobodyReads = streams.out().checkError(); // flushes too; as in `tail … | head`
        events++;
        return nobodyReads || events >= maxEvents;
    }

    /** Says what the server said besides events. */
    void printNotice(String raw) {
        @Nullable ReceivedMessage message = understood(raw);
        if (message != null) {
            notice.lines(message).forEach(streams::note);
        }
    }

    private @Nullable ReceivedMessage understood(String raw) {
        @Nullable ReceivedMessage message = ReceivedMessage.parse(raw);
        if (message == null) {
            streams.note("not understood: " + TerminalText.escape(raw));
        }
        return message;
    }
}
