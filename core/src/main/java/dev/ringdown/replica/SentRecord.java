package dev.ringdown.replica;

import dev.ringdown.log.Append;
import dev.ringdown.log.AppendOutcome;
import dev.ringdown.log.Appended;
import java.util.ArrayList;
import java.util.List;

/**
 * A record that was sent to the journal, and what is in it. Immutable.
 *
 * @param appends in the order of their events in the record
 * @param sentNanos when it was sent
 */
record SentRecord(List<Append> appends, long sentNanos) {
    SentRecord {
        appends = List.copyOf(appends);
    }

    /** When the first of its events was received; {@code otherwise} if there is none. */
    long receivedNanos(long otherwise) {
        return appends.stream()
                .flatMap(append -> append.events().stream())
                .mapToLong(event -> event.receivedNanos())
                .findFirst()
                .orElse(otherwise);
    }

    /** The places of the record's events, as those of each append. */
    List<AppendOutcome> stored(List<Appended> places) {
        List<AppendOutcome> outcomes = new ArrayList<>(appends.size());
        int from = 0;
        for (Append append : appends) {
            int to = from + append.events().size();
            outcomes.add(new AppendOutcome.Stored(places.subList(from, to)));
            from = to;
        }
        return outcomes;
    }
}
