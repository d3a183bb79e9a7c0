package dev.ringdown.log;

import dev.ringdown.event.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What an append takes. Immutable. */
public record AppendLoad(Map<UUID, Long> bytesByCustomer, long bytes) {
    static AppendLoad of(List<Event> events) {
        if (events.size() == 1) {
            Event only = events.get(0);
            return new AppendLoad(
                    Map.of(only.customer(), (long) only.json().size()),
                    only.json().size());
        }
        Map<UUID, Long> bytesByCustomer = new HashMap<>();
        long bytes = 0;
        for (Event event : events) {
            long more = event.json().size();
            bytesByCustomer.merge(event.customer(), more, Long::sum);
            bytes += more;
        }
        return new AppendLoad(bytesByCustomer, bytes);
    }
}
