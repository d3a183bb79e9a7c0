package dev.ringdown.demo;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;

/**
 * A company of the demo. Immutable.
 *
 * @param phoneNumber what its callers dial, from a range reserved for fiction
 * @param agents everybody who works there: an admin, a manager, the plain agents, and maybe a super admin
 */
public record DemoCustomer(UUID id, String name, String phoneNumber, List<DemoAgent> agents, List<DemoQueue> queues) {
    public DemoCustomer {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(phoneNumber, "phoneNumber");
        agents = List.copyOf(agents);
        queues = List.copyOf(queues);
    }

    /** The agents who have this very permission, such as {@link DemoAgent#CUSTOMER_ADMIN}; may be empty. */
    public List<DemoAgent> agentsWith(int permission) {
        return agents.stream().filter(agent -> agent.permission() == permission).toList();
    }
}
