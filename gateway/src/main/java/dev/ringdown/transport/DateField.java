package dev.ringdown.transport;

import io.netty.handler.codec.DateFormatter;
import java.util.Date;

/** The {@code Date} of answers (RFC 9110 section 6.6.1). Thread-safe: threads that overwrite each other's only make one more. */
final class DateField {
    private record Second(long epochSecond, String text) {}

    private static volatile Second latest = new Second(Long.MIN_VALUE, "");

    private DateField() {}

    /** The time of now, made once a second. */
    static String now() {
        long millis = System.currentTimeMillis();
        long second = Math.floorDiv(millis, 1000L);
        Second known = latest;
        if (known.epochSecond != second) {
            known = new Second(second, DateFormatter.format(new Date(millis)));
            latest = known;
        }
        return known.text;
    }
}
