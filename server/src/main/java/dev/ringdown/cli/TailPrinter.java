package dev.ringdown.cli;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shows what arrives: events on standard output, everything else on standard error. It also sees when there is nothing
 * more to show. Confined to the thread that receives.
 */
final class TailPrinter {
    /** What follows from a message. */
    enum Progress {
        /** More is to come. */
        RUNNING,
        /** All events that were asked for are printed, or nobody reads them any more. */
        DONE,
        /** No topic was accepted: no event will ever come. */
        REFUSED
    }

    private final StandardStreams streams;
    private final Function<ReceivedMessage, String> eventFormat;
    private final Notice notice;
    private final long maxEvents;

    private long events;
    private boolean subscribed;

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

    /** Prints one message, and returns only when the terminal has taken it. */
    Progress print(String raw) {
        @Nullable ReceivedMessage message = ReceivedMessage.parse(raw);
        if (message == null) {
            streams.note("not understood: " + TerminalText.escape(raw));
            return Progress.RUNNING;
        }
        return message.isEvent() ? printEvent(message) : printNotice(message);
    }

    private Progress printEvent(ReceivedMessage event) {
        streams.out().print(eventFormat.apply(event) + "\n");
        boolean nobodyReads = streams.out().checkError(); // flushes too; as in `tail … | head`
        events++;
        return nobodyReads || events >= maxEvents ? Progress.DONE : Progress.RUNNING;
    }

    private Progress printNotice(ReceivedMessage message) {
        notice.lines(message).forEach(streams::note);
        boolean accepted =
                message.type().equals("subscribed") && !message.texts("topics").isEmpty();
        subscribed |= accepted;
        boolean isReply = message.type().equals("subscribed")
                || (message.type().equals("error") && message.text("id").equals(TailConnection.SUBSCRIBE_ID));
        return isReply && !subscribed ? Progress.REFUSED : Progress.RUNNING;
    }
}
