package dev.ringdown.torture.world;

import java.util.List;

/**
 * A customer of the platform, with those who work for it and what it has. Immutable.
 *
 * @param busy whether it has far more, and larger, events than others
 */
public record Customer(String id, boolean busy, List<String> agents, List<Resource> resources) {
    public Customer {
        agents = List.copyOf(agents);
        resources = List.copyOf(resources);
    }
}
