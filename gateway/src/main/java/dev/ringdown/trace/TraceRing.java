package dev.ringdown.trace;

import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Sequence;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest entries of a trace. Confined to the session's event loop. */
final class TraceRing {
    /** Of what an entry speaks. */
    private record About(
            @Nullable Sequence sequence,
            @Nullable String type,
            @Nullable String subject,
            List<String> parents) {}

    private final int maxEntries;
    private final Clock clock;
    private final Instant since;
    private final ArrayDeque<TraceEntry> entries = new ArrayDeque<>();
    private long newest;
    private boolean asked;

    TraceRing(int maxEntries, Clock clock) {
        this.maxEntries = maxEntries;
        this.clock = clock;
        this.since = Instant.ofEpochMilli(clock.millis());
    }

    /** Adds what became of an event. */
    void add(TraceEntry.What what, LogEntry event, List<String> topics, int bytes, @Nullable String reason) {
        List<String> parents = event.topics().parents().stream()
                .map(parent -> parent.resource().toString())
                .toList();
        add(what, new About(event.sequence(), event.type(), event.subject(), parents), topics, bytes, reason);
    }

    /** Adds what is no event. */
    void add(
            TraceEntry.What what,
            @Nullable Sequence sequence,
            @Nullable String type,
            List<String> topics,
            int bytes,
            @Nullable String reason) {
        add(what, new About(sequence, type, null, List.of()), topics, bytes, reason);
    }

    /** Adds an entry, in place of the oldest if there is no room. */
    private void add(TraceEntry.What what, About about, List<String> topics, int bytes, @Nullable String reason) {
        if (entries.size() == maxEntries) {
            entries.remove();
        }
        int told = Math.min(topics.size(), TraceEntry.MAX_TOPICS);
        entries.add(new TraceEntry(
                ++newest,
                clock.millis(),
                what,
                about.sequence(),
                about.type(),
                about.subject(),
                about.parents(),
                topics.subList(0, told),
                topics.size() - told,
                bytes,
                reason));
    }

    /** The entries after a number; all that are held if the number is not of this trace. */
    TracePage after(long number) {
        long after = number > newest ? 0 : number;
        boolean begun = !asked;
        asked = true;
        long oldestHeld = newest - entries.size() + 1;
        return new TracePage(
                since,
                begun,
                newest,
                Math.max(0, oldestHeld - 1 - after),
                entries.stream().filter(entry -> entry.number() > after).toList());
    }
}
