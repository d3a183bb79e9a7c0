package dev.ringdown.microbench;

import dev.ringdown.event.RoutingTable;
import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.TopicParser;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One customer: sixteen agents with a page each, and a supervisor with a wallboard. Together they have {@link #FILTERS}
 * filters, of every form: whole scopes, resources, single resources. Immutable.
 */
public final class ContactCentre {
    /** Filters of one customer. */
    public static final int FILTERS = 100;

    /** Agents of one customer. */
    public static final int AGENTS = 16;

    /** An agent and what is on the desk now. */
    private record Desk(UUID agent, UUID call, UUID conversation, UUID queue) {}

    private final UUID customer;
    private final Desk[] desks = new Desk[AGENTS];

    public ContactCentre(SplittableRandom random) {
        this.customer = uuid(random);
        UUID queue = uuid(random);
        for (int i = 0; i < AGENTS; i++) {
            desks[i] = new Desk(uuid(random), uuid(random), uuid(random), queue);
        }
    }

    private static UUID uuid(SplittableRandom random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** The filters of one agent's page. */
    public List<TopicFilter> pageOf(int agent) {
        Desk desk = desks[agent];
        String own = "agent_id:" + desk.agent;
        String all = "customer_id:" + customer;
        return Stream.of(
                        own,
                        own + ":call",
                        own + ":chat",
                        all + ":call:" + desk.call,
                        all + ":conversation:" + desk.conversation,
                        all + ":queue:" + desk.queue)
                .map(ContactCentre::filter)
                .toList();
    }

    /** The filters of the supervisor's wallboard. */
    public List<TopicFilter> wallboard() {
        String all = "customer_id:" + customer;
        return Stream.of(all, all + ":call", all + ":queue", all + ":agent")
                .map(ContactCentre::filter)
                .toList();
    }

    private static final TopicParser TOPICS = new TopicParser(new RoutingTable(RoutingTable.VOIPBIN, 256));

    /** Parsed as a client's is, so that no two filters share their texts. */
    private static TopicFilter filter(String text) {
        return (TopicFilter) TOPICS.parse(text);
    }

    /** What happens to the call that an agent has: the agent and the supervisor want it. */
    public CallEvent callOf(int agent) {
        return new CallEvent(customer, desks[agent].agent, desks[agent].call);
    }
}
