package dev.ringdown.routing;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.EventName;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Placed;
import dev.ringdown.log.Sequence;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Parent;
import dev.ringdown.topic.Parsing;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Entries, filters and subscribers, as the tests of the index need them. */
final class Entries {
    static final String CUSTOMER = "customer_id:5013bc52-da9a-11ee-844f-2fa34248de28";
    static final String OTHER_CUSTOMER = "customer_id:11111111-1111-4111-8111-111111111111";
    static final String AGENT = "agent_id:74ac5405-7c70-4184-9388-1c9f8f8ce25f";

    /** One who is told apart by its name. */
    static final class Named extends Subscriber {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Entries() {}

    static TopicFilter filter(String text) {
        return Parsing.filter(text);
    }

    /**
     * An entry of this type with these topics, all of one resource.
     *
     * @param topics exact, as one would subscribe to them
     */
    static LogEntry entry(String type, String... topics) {
        return childEntry(type, List.of(), topics);
    }

    /** The same with parents. */
    static LogEntry childEntry(String type, List<Parent> parents, String... topics) {
        List<InScope> scopes = Arrays.stream(topics)
                .map(Entries::filter)
                .map(filter -> new InScope(filter.scope(), filter.scopeId()))
                .toList();
        TopicFilter first = filter(topics[0]);
        Resource own = new Resource(requireNonNull(first.resource()), first.resourceId());
        return entry(type, new Topics(scopes, own, parents));
    }

    static LogEntry entry(String type, Topics topics) {
        UUID customer = topics.scopes().get(0).id();
        return new LogEntry(
                new Placed(new Sequence(1, 1), 0),
                new LogEntry.About(customer, new EventName("/test", "1"), type, topics, false),
                new byte[0],
                -1,
                0,
                0);
    }

    /** A parent such as {@code queue:7} or {@code queue}. */
    static Parent parent(String text) {
        return new Parent(requireNonNull(Resource.parse(text)), false);
    }
}
