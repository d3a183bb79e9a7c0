package dev.ringdown.tests.support;

import java.util.List;
import java.util.stream.LongStream;

/** Events whose numbers are counted up, so that one that is missed or doubled is seen. Immutable. */
public record Numbered(Agent of, String type) {
    /** Publishes so many; all are acknowledged when this returns. */
    public void publish(RunningServer server, long first, int count) {
        server.publisher()
                .publishBatch(LongStream.range(first, first + count)
                        .mapToObj(number -> TestEvent.of(type, of.customer())
                                .with("n", number)
                                .cloudEvent("/tests", of.customer() + type + number))
                        .toList());
    }

    /** The number of an event, by its data. */
    public static long of(String data) {
        return Json.parse(data).path("n").asLong();
    }

    /** The numbers from one to another, both included. */
    public static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
