package dev.ringdown.torture.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a client is, and what it may read. Immutable.
 *
 * @param agent null if it is none
 * @param directTypes the types of resources that a direct token names
 * @param directResource the one resource id that a direct token names, or null
 */
public record Identity(
        Kind kind,
        String customer,
        @Nullable String agent,
        Set<String> directTypes,
        @Nullable String directResource) {
    /** What a client can be. */
    public enum Kind {
        ADMIN(0x20),
        MANAGER(0x40),
        AGENT(0x10),
        SUPER_ADMIN(0x01),
        DIRECT(0);

        private final int permission;

        Kind(int permission) {
            this.permission = permission;
        }

        /** The bit in {@code agent.permission}. */
        int permission() {
            return permission;
        }
    }

    public Identity {
        directTypes = Set.copyOf(directTypes);
    }

    /** An agent, in whatever way its kind says. */
    public static Identity agent(Kind kind, String customer, String agent) {
        return new Identity(kind, customer, agent, Set.of(), null);
    }

    /** A visitor, who may follow one resource. */
    public static Identity visitor(String customer, String type, String resource) {
        return new Identity(Kind.DIRECT, customer, null, Set.of(type), resource);
    }

    /** What a topic, as it is written, asks for; empty if this identity may not subscribe to it. */
    public List<Filter> filtersOf(String topic) {
        String[] segments = topic.split(":", -1);
        return switch (segments[0]) {
            case "customer_id" -> customerFilter(Filter.of(false, segments[1].toLowerCase(Locale.ROOT), segments, 2));
            case "agent_id" -> agentFilter(Filter.of(true, segments[1].toLowerCase(Locale.ROOT), segments, 2));
            default -> {
                List<Filter> filters = new ArrayList<>(customerFilter(Filter.of(false, customer, segments, 0)));
                if (agent != null) {
                    filters.addAll(agentFilter(Filter.of(true, agent, segments, 0)));
                }
                yield filters;
            }
        };
    }

    private List<Filter> customerFilter(Filter filter) {
        boolean own = filter.scopeId().equals(customer);
        boolean allowed = switch (kind) {
            case ADMIN, MANAGER -> own;
            case AGENT -> false;
            case SUPER_ADMIN -> true;
            case DIRECT ->
                own
                        && filter.resource() != null
                        && directTypes.contains(filter.resource())
                        && filter.resourceId() != null
                        && filter.resourceId().equals(directResource);
        };
        return allowed ? List.of(filter) : List.of();
    }

    private List<Filter> agentFilter(Filter filter) {
        return filter.scopeId().equals(agent) ? List.of(filter) : List.of();
    }

    /** Whose events a topic that is allowed brings. */
    public String customerOf(String topic) {
        Filter filter = filtersOf(topic).get(0);
        return filter.agent() ? customer : filter.scopeId();
    }

    /** Of whom the position in the answer to a message speaks that has subscribed these topics. */
    public String toldCustomer(List<String> topics) {
        List<String> customers =
                topics.stream().map(this::customerOf).distinct().toList();
        return customers.size() == 1 ? customers.get(0) : customer;
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + (agent == null ? "" : " " + agent) + " of customer " + customer;
    }
}
