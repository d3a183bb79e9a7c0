package dev.ringdown.demo;

/**
 * Something that takes its course on one floor, from {@link #begin()} to {@link #end()}: a call, a chat, a coffee
 * break. Its steps are methods, each of which plans the next. Confined to the thread of its world.
 */
abstract class Lifecycle {
    final Floor floor;
    final World world;
    final Chance chance;

    private int promisedEvents;
    private boolean ended;

    /** @param typicalEvents how many events it publishes on average; the demand is planned with it */
    Lifecycle(Floor floor, int typicalEvents) {
        this.floor = floor;
        this.world = floor.world();
        this.chance = world.chance();
        this.promisedEvents = typicalEvents;
        world.demand().promise(typicalEvents);
    }

    /** The first step; called once. */
    abstract void begin();

    /** Publishes the resource as it is now. */
    final void publish(Resource resource, String action) {
        if (ended) {
            throw new IllegalStateException(getClass().getSimpleName() + ": ended (expected: no " + action + " event)");
        }
        resource.publish(action);
        world.demand().countPublished();
        if (promisedEvents > 0) {
            promisedEvents--;
            world.demand().withdraw(1);
        }
    }

    /** Plans the next step. */
    final void after(double leastSeconds, double mostSeconds, Runnable step) {
        world.after(leastSeconds, mostSeconds, step);
    }

    /** Nothing more will happen. */
    final void end() {
        ended = true;
        world.demand().withdraw(promisedEvents);
        promisedEvents = 0;
    }
}
