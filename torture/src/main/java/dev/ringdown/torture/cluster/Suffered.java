package dev.ringdown.torture.cluster;

import dev.ringdown.torture.load.Pauses.Pause;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How often each fault was done, and the longest that anybody waited for it to be over. Confined to the thread that runs the whole. */
final class Suffered {
    /** What was counted of one fault. */
    private static final class Row {
        private int times;
        private long lastedNanos;
        private long wellNanos;
        private @Nullable Pause client;
        private @Nullable Pause publisher;
    }

    private final Map<Fault, Row> rows = new EnumMap<>(Fault.class);

    /**
     * It was done once more.
     *
     * @param lastedNanos from its beginning until it was undone, and what was killed had been started again
     * @param wellNanos from then until everybody was there and heard again
     * @param client the longest that a client got nothing
     * @param publisher the longest that a publisher waited
     */
    void add(Fault fault, long lastedNanos, long wellNanos, @Nullable Pause client, @Nullable Pause publisher) {
        Row row = rows.computeIfAbsent(fault, each -> new Row());
        row.times++;
        row.lastedNanos = Math.max(row.lastedNanos, lastedNanos);
        row.wellNanos = Math.max(row.wellNanos, wellNanos);
        row.client = longer(row.client, client);
        row.publisher = longer(row.publisher, publisher);
    }

    private static @Nullable Pause longer(@Nullable Pause one, @Nullable Pause other) {
        return one == null || other != null && other.nanos() > one.nanos() ? other : one;
    }

    /** How many were done. */
    int times() {
        return rows.values().stream().mapToInt(row -> row.times).sum();
    }

    /** A line for each fault, and what the longest pause was. */
    void print(PrintWriter out) {
        out.printf(
                "%n%-20s%7s%10s%10s%10s%10s   %s%n",
                "ms at most", "times", "it took", "then well", "a client", "a post", "what it was");
        rows.forEach((fault, row) -> {
            out.printf(
                    "%-20s%7d%,10d%,10d%,10d%,10d   %s%n",
                    fault,
                    row.times,
                    TimeUnit.NANOSECONDS.toMillis(row.lastedNanos),
                    TimeUnit.NANOSECONDS.toMillis(row.wellNanos),
                    millis(row.client),
                    millis(row.publisher),
                    fault.text());
            if (row.client != null) {
                out.println("    the client: " + row.client);
            }
            if (row.publisher != null) {
                out.println("    the post: " + row.publisher);
            }
        });
    }

    private static long millis(@Nullable Pause pause) {
        return pause == null ? 0 : TimeUnit.NANOSECONDS.toMillis(pause.nanos());
    }
}
