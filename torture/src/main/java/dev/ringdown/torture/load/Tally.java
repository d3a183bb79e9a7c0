package dev.ringdown.torture.load;

import java.util.concurrent.atomic.AtomicLongArray;

/** How often things happened. Thread-safe. */
public final class Tally {
    /** What is counted, in the order of the table. */
    public enum Count {
        REPEATS("posts sent again"),
        REPEATS_AFTER_START("of them after a start"),
        DUPLICATES("answered as duplicates"),
        REFUSED("posts refused with 503"),
        NOT_KNOWN("of them stored: unknown"),
        LOST_ANSWERS("answers lost"),
        BYTES("bytes published"),
        CONNECTIONS("connections"),
        ASKS("subscribe messages"),
        RESUMES("of them with after"),
        STALLS("stalls"),
        SLOW_READS("slow reads"),
        CUTS("cuts by clients"),
        CUTS_MID_FRAME("of them within a frame"),
        TOO_SLOW("closed as too slow"),
        SENT_AWAY("sent to another node"),
        SILENCES("gone, hearing nothing"),
        FELL_BEHIND("sessions that fell behind"),
        CAUGHT_UP("deliveries from the log"),
        GAPS("gaps announced"),
        UNAVAILABLE("asks answered unavailable"),
        KILLS("kills of the server"),
        DISK_FULL_MILLIS("ms with a full disk");

        private final String text;

        Count(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    private final AtomicLongArray counts = new AtomicLongArray(Count.values().length);

    public void add(Count what) {
        add(what, 1);
    }

    public void add(Count what, long much) {
        counts.addAndGet(what.ordinal(), much);
    }

    public long get(Count what) {
        return counts.get(what.ordinal());
    }
}
