package dev.ringdown.bench.load;

import java.util.List;

/**
 * Who a subscriber is and what it expects. Immutable.
 *
 * @param topics to which it subscribes
 * @param firstStream the first of the streams that it gets
 * @param streams how many with numbers from there on
 */
public record Seat(String token, List<String> topics, int firstStream, int streams) {
    public Seat {
        topics = List.copyOf(topics);
    }
}
