package dev.ringdown.torture.world;

import java.util.ArrayList;
import java.util.List;

/** All customers of a run. Immutable. */
public record World(List<Customer> customers) {
    /** Kinds of resources, of which some are beginnings of others; none has a routing rule of its own in the product. */
    static final List<String> RESOURCE_TYPES = List.of("call", "callback", "conference", "queuecall", "campaign");

    private static final int AGENTS = 4;
    private static final int RESOURCES_OF_A_TYPE = 5;
    private static final int ONE_BUSY_IN = 10;

    public World {
        customers = List.copyOf(customers);
    }

    /** The world that a seed makes. */
    public static World of(long seed, int customerCount) {
        Chance chance = Chance.of(seed, "world", 0);
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < customerCount; i++) {
            customers.add(customer(chance, i % ONE_BUSY_IN == 0));
        }
        return new World(customers);
    }

    private static Customer customer(Chance chance, boolean busy) {
        List<String> agents = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            agents.add(chance.uuid());
        }
        List<Resource> resources = new ArrayList<>();
        for (String type : RESOURCE_TYPES) {
            for (int i = 0; i < RESOURCES_OF_A_TYPE; i++) {
                boolean uuid = i == 0 || chance.percent(50); // a direct token names one, and its name is a UUID
                resources.add(new Resource(type, uuid ? chance.uuid() : chance.text(8)));
            }
        }
        return new Customer(chance.uuid(), busy, agents, resources);
    }

    /** Those who have far more events than others, at least one. */
    public List<Customer> busyCustomers() {
        return customers.stream().filter(Customer::busy).toList();
    }
}
