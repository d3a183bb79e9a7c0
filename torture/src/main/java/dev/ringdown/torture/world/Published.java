package dev.ringdown.torture.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event that somebody began to publish. Thread-safe: only its place in the log becomes known later, once. */
public final class Published {
    private final int number;
    private final String id;
    private final String customer;
    private final List<String> agents;
    private final String type;
    private final Resource resource;
    private final int dataHash;

    private volatile @Nullable String sequence;

    /**
     * @param number grows in the order in which publishers begin, over all of them
     * @param dataHash of the bytes of {@code data}
     */
    public Published(
            int number, String id, String customer, List<String> agents, String type, Resource resource, int dataHash) {
        this.number = number;
        this.id = id;
        this.customer = customer;
        this.agents = List.copyOf(agents);
        this.type = type;
        this.resource = resource;
        this.dataHash = dataHash;
    }

    public int number() {
        return number;
    }

    public String id() {
        return id;
    }

    public String customer() {
        return customer;
    }

    public List<String> agents() {
        return agents;
    }

    public String type() {
        return type;
    }

    public Resource resource() {
        return resource;
    }

    public int dataHash() {
        return dataHash;
    }

    /** Whether its resource is not alive after it. */
    public boolean endsResource() {
        return EventTypes.isTerminal(type);
    }

    /** Somebody learned its place. Returns the other place that it was said to have, or null if there is none. */
    public synchronized @Nullable String placedAt(String place) {
        if (sequence == null) {
            sequence = place;
        }
        return place.equals(sequence) ? null : sequence;
    }

    /**
     * Its place in the log.
     *
     * @throws IllegalStateException nobody knows it yet
     */
    public String sequence() {
        String known = sequence;
        if (known == null) {
            throw new IllegalStateException("sequence: unknown of " + this + " (expected: acknowledged or seen)");
        }
        return known;
    }

    @Override
    public String toString() {
        return id + " (" + type + " of " + resource.subject() + ", customer " + customer + ", at "
                + (sequence == null ? "an unknown place" : sequence) + ")";
    }
}
