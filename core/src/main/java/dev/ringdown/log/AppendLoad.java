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
        if (events.isEmpty()) {
            return new AppendLoad(Map.of(), 0);
        }
        Map<UUID, Long> bytesByCustomer = new HashMap<>();
        long bytes = 0;
        UUID customer = events.get(0).customer();
        long itsBytes = 0; // of its events in a row, which are noted together
        for (Event event : events) {
            if (!event.customer().equals(customer)) {
                bytesByCustomer.merge(customer, itsBytes, Long::sum);
                customer = event.customer();
                itsBytes = 0;
            }
            itsBytes += event.json().size();
            bytes += event.json().size();
        }
        bytesByCustomer.merge(customer, itsBytes, Long::sum);
        return new AppendLoad(bytesByCustomer, bytes);
    }
}
