package dev.ringdown.log.simulation;

import dev.ringdown.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A journal in memory for nodes of one process. Nothing happens by itself: what is appended is settled, and what is kept is
 * told, when somebody says so; unless it is {@link #prompt prompt}. Confined to one thread.
 */
public final class JournalInMemory {
    /** A record that is kept. */
    record Kept(long position, long millis, byte[] bytes) {}

    private static final int HOLE_EVERY = 5;

    private final LongSupplier millis;
    private final Supplier<Fate> fates;
    private final boolean prompt;
    private final List<Kept> kept = new ArrayList<>();
    private final List<byte[]> onTheWay = new ArrayList<>();
    private final List<JournalConnection> connections = new ArrayList<>();
    private int incarnation;
    private long firstPosition;

    private JournalInMemory(LongSupplier millis, Supplier<Fate> fates, boolean prompt) {
        this.millis = millis;
        this.fates = fates;
        this.prompt = prompt;
    }

    /**
     * One that does nothing by itself.
     *
     * @param millis the clock by which records get their time; it may go back
     * @param fates what becomes of each record that is settled
     */
    public static JournalInMemory patient(LongSupplier millis, Supplier<Fate> fates) {
        return new JournalInMemory(millis, fates, false);
    }

    /** One that keeps and tells every record within the call that appends it. */
    public static JournalInMemory prompt(LongSupplier millis) {
        return new JournalInMemory(millis, () -> Fate.KEPT, true);
    }

    /** The way of one node to it. */
    public Journal connect() {
        return connectHere();
    }

    /** The same for who also decides what becomes of it. */
    JournalConnection connectHere() {
        JournalConnection connection = new JournalConnection(this);
        connections.add(connection);
        return connection;
    }

    /** What can be done next, in an order of no meaning; each may be run once. */
    List<Runnable> steps() {
        List<Runnable> steps = new ArrayList<>();
        for (JournalConnection connection : connections) {
            if (connection.hasUnsettled()) {
                steps.add(() -> connection.settle(fates.get()));
            }
            if (connection.hasUntold()) {
                steps.add(connection::tell);
            }
        }
        if (!onTheWay.isEmpty()) {
            steps.add(() -> keep(onTheWay.remove(0)));
        }
        return steps;
    }

    void appended(JournalConnection connection) {
        if (prompt) {
            connection.settle(fates.get());
            connections.forEach(JournalConnection::tellAll);
        }
    }

    void followed(JournalConnection connection) {
        if (prompt) {
            connection.tellAll();
        }
    }

    void closed(JournalConnection connection) {
        connections.remove(connection);
    }

    /** Keeps a record at the end, with the time that it is; now and then a position is left out. */
    long keep(byte[] record) {
        long position = lastPosition() + (kept.size() % HOLE_EVERY == HOLE_EVERY - 1 ? 2 : 1);
        kept.add(new Kept(position, millis.getAsLong(), record));
        return position;
    }

    /** An attempt to append a record is under way whose appender has an answer already. */
    void keepLater(byte[] record) {
        onTheWay.add(record);
    }

    /** The record after a position; null if there is none. */
    @Nullable
    Kept after(long position) {
        int from = 0;
        int to = kept.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (kept.get(middle).position <= position) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from == kept.size() ? null : kept.get(from);
    }

    /** All records, in order. */
    List<Kept> kept() {
        return List.copyOf(kept);
    }

    String identity() {
        return "journal-" + incarnation;
    }

    /** The position of the newest record; -1 if there is none. */
    long lastPosition() {
        return kept.isEmpty() ? -1 : kept.get(kept.size() - 1).position;
    }

    /** Drops what is before a position, as what is too old. */
    void drop(long beforePosition) {
        kept.removeIf(record -> record.position() < beforePosition);
        firstPosition = beforePosition;
    }

    /** The position of the oldest record that was not dropped. */
    long firstPosition() {
        return firstPosition;
    }

    /** Loses what comes after a position, which will be given again; followers who were told of it hear of that at once. */
    void truncate(long lastPosition) {
        kept.removeIf(record -> record.position() > lastPosition);
        List.copyOf(connections).forEach(connection -> connection.truncated(lastPosition));
    }

    /** Begins anew with nothing, as another journal; all followers hear of that at once. */
    void replace() {
        incarnation++;
        firstPosition = 0;
        kept.clear();
        onTheWay.clear();
        List.copyOf(connections).forEach(JournalConnection::replaced);
    }
}
