package dev.ringdown.torture.oracle;

import dev.ringdown.torture.world.Identity;
import dev.ringdown.torture.world.Published;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one client heard on one connection, in order. Confined to the client's loop until it is ended, then to the judge.
 */
public final class Transcript {
    private final String client;
    private final int clientNumber;
    private final boolean loyal;
    private final Identity identity;
    private final List<Published> events = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private int begunAtEnd;
    private boolean complete;

    /**
     * @param client names the client and the connection
     * @param loyal whether the client asks for the same topics all its life, each time after the last position it saw
     */
    public Transcript(String client, int clientNumber, boolean loyal, Identity identity) {
        this.client = client;
        this.clientNumber = clientNumber;
        this.loyal = loyal;
        this.identity = identity;
    }

    /** A subscribe message was sent. */
    public void asked(Ask ask) {
        marks.add(new Mark.Asked(events.size(), ask));
    }

    /** A subscribe message was answered. */
    public void subscribed(
            Ask ask, List<String> topics, String sequence, @Nullable Boolean recovered, int replayed, int begun) {
        marks.add(new Mark.Subscribed(events.size(), ask, List.copyOf(topics), sequence, recovered, replayed, begun));
    }

    /** An unsubscribe message was answered. */
    public void unsubscribed(List<String> topics) {
        marks.add(new Mark.Unsubscribed(events.size(), List.copyOf(topics)));
    }

    /** A position was told. */
    public void position(String sequence) {
        marks.add(new Mark.Position(events.size(), sequence));
    }

    /** A gap was told, of so many events; -1 if it was not told of how many. */
    public void gap(List<String> topics, String after, String before, int count) {
        marks.add(new Mark.Gap(events.size(), List.copyOf(topics), after, before, count));
    }

    /** An event came. */
    public void event(Published event) {
        events.add(event);
    }

    /**
     * Nothing more is heard.
     *
     * @param begun how many events had been begun by then
     * @param everythingHeard whether the client had waited until everything had come that was to come
     */
    public void end(int begun, boolean everythingHeard) {
        begunAtEnd = begun;
        complete = everythingHeard;
    }

    /** Writes all of it, a line for each thing that was heard. */
    void print(PrintWriter out) {
        out.println(client + ", " + identity + (complete ? ", waited for everything" : ", was cut off"));
        int next = 0;
        for (Mark mark : marks) {
            for (; next < mark.at(); next++) {
                out.println("  " + next + " " + events.get(next));
            }
            out.println("  " + mark);
        }
        for (; next < events.size(); next++) {
            out.println("  " + next + " " + events.get(next));
        }
    }

    String client() {
        return client;
    }

    int clientNumber() {
        return clientNumber;
    }

    boolean isLoyal() {
        return loyal;
    }

    Identity identity() {
        return identity;
    }

    List<Published> events() {
        return events;
    }

    List<Mark> marks() {
        return marks;
    }

    int begunAtEnd() {
        return begunAtEnd;
    }

    boolean isComplete() {
        return complete;
    }
}
