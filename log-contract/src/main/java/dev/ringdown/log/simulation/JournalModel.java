package dev.ringdown.log.simulation;

import dev.ringdown.event.Event;
import dev.ringdown.event.EventName;
import dev.ringdown.journal.record.Control;
import dev.ringdown.journal.record.InvalidRecordException;
import dev.ringdown.journal.record.RecordReader;
import dev.ringdown.log.DuplicateBounds;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Sequence;
import dev.ringdown.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a journal's records mean, by lists and maps: which entries every log that is filled from it must have. Confined to one
 * thread.
 */
final class JournalModel {
    private static final int INDEX_BITS = 14;

    /** An entry as text, so that what differs is seen. */
    record Told(UUID customer, long number, String id, String text) {
        static Told of(LogEntry entry) {
            return told(
                    entry.customer(),
                    entry.sequence(),
                    entry.name(),
                    entry.offset() + " " + entry.appendedAtMillis() + ' ' + entry.isMoment() + ' ' + entry.topics()
                            + ' ' + new String(entry.json(), StandardCharsets.UTF_8));
        }

        private static Told told(UUID customer, Sequence sequence, EventName name, String rest) {
            return new Told(customer, sequence.number(), name.id(), sequence + " " + name + ' ' + rest);
        }
    }

    /** The newest entry of an event. */
    private record Newest(int index, long millis, Topics topics) {}

    private long epoch;
    private DuplicateBounds duplicateBounds = DuplicateBounds.NONE;
    private final List<Told> entries = new ArrayList<>();
    private final Map<UUID, List<Told>> byCustomer = new HashMap<>();
    private final Map<EventName, Newest> newest = new HashMap<>();
    private long millis;
    private int duplicates;
    private int newEpochs;

    private JournalModel() {}

    static JournalModel of(JournalInMemory journal) {
        JournalModel model = new JournalModel();
        journal.kept().forEach(model::add);
        return model;
    }

    private void add(JournalInMemory.Kept record) {
        millis = Math.max(millis, record.millis());
        try {
            RecordReader reader = new RecordReader(record.bytes(), Sequence.WIDTH);
            if (!reader.isOfEvents()) {
                add(reader.control());
                return;
            }
            List<Event> events = reader.events(0);
            for (int i = 0; i < events.size() && epoch > 0; i++) {
                add(events.get(i), (record.position() << INDEX_BITS) + i);
            }
        } catch (InvalidRecordException e) {
            throw new AssertionError(e);
        }
    }

    private void add(Control control) {
        if (control instanceof Control.Founding founding && epoch == 0) {
            epoch = founding.epoch();
            duplicateBounds = new DuplicateBounds(founding.window(), founding.events(), founding.agelessEvents());
        } else if (control instanceof Control.NewEpoch next && next.afterEpoch() == epoch && next.epoch() > epoch) {
            epoch = next.epoch();
            newEpochs++;
        }
    }

    private void add(Event event, long offset) {
        Newest before = newest.get(event.name());
        boolean remembered = before != null
                && entries.size() - before.index <= duplicateBounds.events()
                && before.millis >= millis - duplicateBounds.window().toMillis();
        Topics topics = event.topics();
        if (before != null && remembered) {
            Topics left = event.copy() ? before.topics.left(topics) : null;
            if (left == null) {
                duplicates++;
                return;
            }
            topics = left;
        }
        newest.put(event.name(), new Newest(entries.size(), millis, topics));
        List<Told> customers = of(event.customer());
        Sequence sequence = new Sequence(epoch, customers.size() + 1L);
        Told told = Told.told(
                event.customer(),
                sequence,
                event.name(),
                offset + " " + millis + ' ' + event.moment() + ' ' + topics + ' '
                        + new String(event.json().withSequence(sequence.toBytes()), StandardCharsets.UTF_8));
        entries.add(told);
        customers.add(told);
    }

    /** The entries of a customer, the first first. */
    List<Told> of(UUID customer) {
        return byCustomer.computeIfAbsent(customer, id -> new ArrayList<>());
    }

    /** Whether a customer's entry of this number is of this event. */
    boolean has(UUID customer, long number, String id) {
        return number <= of(customer).size()
                && of(customer).get((int) number - 1).id().equals(id);
    }

    /** The epoch that the journal is in; 0 if nobody has founded it. */
    long epoch() {
        return epoch;
    }

    /** How many epochs have begun since it was founded. */
    int newEpochs() {
        return newEpochs;
    }

    /** How many events were none of their own. */
    int duplicates() {
        return duplicates;
    }
}
