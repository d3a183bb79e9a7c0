package dev.ringdown.bench.load;

import java.util.List;

/**
 * Who a subscriber is and what it expects. Immutable.
 *
 * @param topics to which it subscribes
 * @param firstStream the first of the streams that it gets
 * @param streams how many with numbers from there on
 * @param snapshot whether it asks for what is alive when it subscribes
 */
public record Seat(String token, List<String> topics, int firstStream, int streams, boolean snapshot) {
    public Seat {
        topics = List.copyOf(topics);
    }

    /** One that asks for what comes from now on. */
    public Seat(String token, List<String> topics, int firstStream, int streams) {
        this(token, topics, firstStream, streams, false);
    }

    /** The same with what is alive when it subscribes. */
    public Seat withSnapshot() {
        return new Seat(token, topics, firstStream, streams, true);
    }
}
