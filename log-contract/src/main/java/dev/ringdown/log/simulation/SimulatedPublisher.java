package dev.ringdown.log.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Event;
import dev.ringdown.log.AppendOutcome;
import dev.ringdown.log.Appended;
import dev.ringdown.log.simulation.Tally.Happening;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events of a customer of its own, and now and then of one that others publish of too: one batch at a time, the same
 * again until it is told that it is stored, to whichever node runs. Confined to one thread.
 */
final class SimulatedPublisher {
    /** How many there are in a cluster. */
    static final int COUNT = 4;

    private static final UUID EVERYBODYS = new UUID(9, 9);

    /** Of whom they publish events. */
    static final List<UUID> CUSTOMERS = Stream.concat(
                    IntStream.range(0, COUNT).mapToObj(SimulatedPublisher::customerOf), Stream.of(EVERYBODYS))
            .toList();

    /** An event that is in the log, as a node said. */
    private record Answered(UUID customer, String id, long number) {}

    private final int self;
    private final UUID customer;
    private final Random random;
    private final List<List<Event>> published = new ArrayList<>();
    private List<Event> batch = List.of();
    private int made;

    private @Nullable SimulatedNode node; // that was asked, and has not answered
    private @Nullable CompletableFuture<AppendOutcome> answer;

    private final List<Answered> answered = new ArrayList<>();
    private long newestNumber; // of its own customer, of what it was told is new

    SimulatedPublisher(int self, Random random) {
        this.self = self;
        this.customer = customerOf(self);
        this.random = random;
    }

    private static UUID customerOf(int publisher) {
        return new UUID(1, publisher);
    }

    /** Goes on, unless it waits for a node. */
    void step(SimulatedNode next, boolean more, Tally tally) {
        collect(tally);
        if (answer != null || batch.isEmpty() && !more) {
            return;
        }
        if (batch.isEmpty()) {
            batch = random.nextInt(8) == 0 && !published.isEmpty()
                    ? published.get(random.nextInt(published.size()))
                    : makeBatch();
        }
        node = next;
        answer = next.append(batch);
    }

    private List<Event> makeBatch() {
        List<Event> events = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            events.add(makeEvent());
        }
        published.add(events);
        return events;
    }

    private Event makeEvent() {
        String id = "p" + self + '-' + made++;
        return switch (random.nextInt(6)) {
            case 0 -> SimulatedEvents.copy(customer, "m" + self + '-' + random.nextInt(5), someAgents());
            case 1 -> SimulatedEvents.call(EVERYBODYS, id);
            case 2 -> SimulatedEvents.call(EVERYBODYS, "x" + random.nextInt(50)); // others publish it too
            default -> SimulatedEvents.call(customer, id);
        };
    }

    private List<UUID> someAgents() {
        List<UUID> agents = new ArrayList<>();
        for (int agent = 0; agent < 4; agent++) {
            if (random.nextBoolean()) {
                agents.add(new UUID(2, agent));
            }
        }
        return agents;
    }

    /** Takes the answer of the node that it waits for, if there is one. */
    void collect(Tally tally) {
        CompletableFuture<AppendOutcome> waited = answer;
        if (waited == null || !waited.isDone()) {
            return;
        }
        answer = null;
        AppendOutcome outcome = waited.join();
        if (outcome instanceof AppendOutcome.Stored stored) {
            tally.add(Happening.APPENDS_STORED);
            note(stored.places());
            batch = List.of();
        } else if (outcome instanceof AppendOutcome.Unknown) {
            tally.add(Happening.APPENDS_UNKNOWN);
        } else {
            tally.add(Happening.APPENDS_REFUSED);
        }
    }

    private void note(List<Appended> places) {
        assertThat(places).hasSameSizeAs(batch);
        for (int i = 0; i < places.size(); i++) {
            Event event = batch.get(i);
            Appended place = places.get(i);
            long number = place.sequence().number();
            assertThat(place.id()).isEqualTo(event.name().id());
            answered.add(new Answered(event.customer(), place.id(), number));
            if (event.customer().equals(customer) && !place.duplicate()) {
                assertThat(number).as("the order of %s", customer).isGreaterThan(newestNumber);
                newestNumber = number;
            }
        }
    }

    /** A node is gone: what it would have answered is not known. */
    void forget(SimulatedNode gone) {
        if (node == gone) {
            answer = null;
        }
    }

    /** Whether it has nothing to publish and waits for nobody. */
    boolean isDone() {
        return batch.isEmpty();
    }

    /** What it was told is in the log is there, where it was said to be. */
    void check(JournalModel model) {
        assertThat(answered).allMatch(one -> model.has(one.customer, one.number, one.id), "is in the log");
    }

    /** The journal has lost something, with numbers that are given again: what is not there any more nobody owes it. */
    void forgive(JournalModel left) {
        answered.removeIf(one -> !left.has(one.customer, one.number, one.id));
        newestNumber = Math.min(newestNumber, left.of(customer).size());
    }
}
