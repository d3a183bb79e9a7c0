package dev.ringdown.demo;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A world in which customers' agents take calls, write messages and go for coffee, told as a sequence of events without
 * end. It runs in virtual time and waits for nothing: the next event is there as soon as it is asked for. The same seed
 * and rate give the same events, but for their timestamps. Confined to the thread that asks for the next event.
 */
final class ContactCentre {
    private final World world;
    private final List<Floor> floors;

    /**
     * @param seed of what happens; who it happens to is up to {@code customers}
     * @param openedAt what the clocks show at the beginning of virtual time
     */
    ContactCentre(List<DemoCustomer> customers, long seed, Pace pace, Instant openedAt) {
        requireNonNull(pace, "pace");
        this.world = new World(pace, new Chance(seed).split(), openedAt);
        this.floors =
                customers.stream().map(customer -> new Floor(customer, world)).toList();
        openQueues();
        callInAgents(pace);
        world.afterNanos(0, this::beginSomething);
    }

    /** The next event; its time is never before that of the one before. */
    DemoEvent next() {
        DemoEvent event = world.poll();
        while (event == null) {
            world.runNextStep();
            event = world.poll();
        }
        return event;
    }

    /** Puts the clocks forward: for so long nothing happened, because nobody could be told. */
    void standStill(Duration duration) {
        world.standStill(duration);
    }

    private void openQueues() {
        for (Floor floor : floors) {
            for (QueueBook queue : floor.queues()) {
                new QueueOpening(floor, queue).begin();
            }
        }
    }

    /** All arrive one by one, those who take calls before those who lead; half of the events are left to calls. */
    private void callInAgents(Pace pace) {
        int arrivals = 0;
        int mostDesks =
                floors.stream().mapToInt(floor -> floor.desks().size()).max().orElse(0);
        for (int i = mostDesks - 1; i >= 0; i--) {
            for (Floor floor : floors) {
                if (i < floor.desks().size()) {
                    Desk desk = floor.desks().get(i);
                    world.afterNanos(pace.nanosFor(2.0 * arrivals), () -> new ShiftStart(floor, desk).begin());
                    arrivals++;
                }
            }
        }
    }

    private void beginSomething() {
        Demand demand = world.demand();
        if (demand.missing(world.nowNanos()) >= 0) {
            something(world.chance().oneOf(floors)).begin();
        }
        world.afterNanos(demand.nanosToNext(world.nowNanos()), this::beginSomething);
    }

    /** Of a hundred, so many are each of these; where nobody is there to do it, it becomes one of the following. */
    private Lifecycle something(Floor floor) {
        Chance chance = world.chance();
        List<Desk> free = floor.free();
        List<Desk> present = floor.present();
        int lot = chance.between(0, 99);
        if (lot < 20 && !free.isEmpty()) {
            return new OutboundCall(floor, chance.oneOf(free));
        }
        if (lot < 29 && !present.isEmpty()) {
            return new Conversation(floor, chance.oneOf(present));
        }
        if (lot < 34 && !present.isEmpty()) {
            return new WebChat(floor, chance.oneOf(present));
        }
        if (lot < 42 && present.size() >= 2) {
            return new Chat(floor, chance.some(present, chance.between(2, 3)));
        }
        if (lot < 50 && free.size() >= 2) { // somebody has to stay
            return new Break(floor, chance.oneOf(free));
        }
        return lot < 60 ? new AiCall(floor) : new InboundCall(floor);
    }
}
