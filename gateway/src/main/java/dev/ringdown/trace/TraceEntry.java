package dev.ringdown.trace;

import dev.ringdown.log.Sequence;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a traced session. Immutable.
 *
 * @param number counts the entries of a trace from 1
 * @param atMillis wall clock time
 * @param sequence of the event; of anything else the position that it speaks of, or null
 * @param type of the event or message; null if there is none
 * @param subject of the event, else null
 * @param parents of the event, each as it stands in its attribute {@code parents}
 * @param topics of the session that are concerned, as the client wrote them; cut at {@link #MAX_TOPICS}
 * @param moreTopics how many were cut off
 * @param bytes of the event or message as it stands in its frame, uncompressed; 0 if nothing was sent
 * @param reason why, in a word, if there is one to tell
 */
public record TraceEntry(
        long number,
        long atMillis,
        What what,
        @Nullable Sequence sequence,
        @Nullable String type,
        @Nullable String subject,
        List<String> parents,
        List<String> topics,
        int moreTopics,
        int bytes,
        @Nullable String reason) {
    /** Topics that are told with one entry. */
    static final int MAX_TOPICS = 10;

    /** What happened. */
    public enum What {
        /** An event was written as it came. */
        SENT,
        /** An event was written from the log: resumed, history, or after falling behind. */
        CAUGHT_UP,
        /** An event was not written, for {@link TraceEntry#reason}. */
        FILTERED,
        /** Live delivery ended: what comes after {@link TraceEntry#sequence} comes from the log. */
        BEHIND,
        /** Live delivery began again. */
        LIVE,
        /** The client was told that events are gone. */
        GAP,
        /** The client was told something else. */
        CONTROL,
        /** The client said something. */
        CLIENT;

        /** The word on the wire. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public TraceEntry {
        parents = List.copyOf(parents);
        topics = List.copyOf(topics);
    }
}
