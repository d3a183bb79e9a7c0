package dev.ringdown.routing;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.EventName;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Sequence;
import dev.ringdown.topic.RequestedTopic;
import dev.ringdown.topic.Topic;
import dev.ringdown.topic.TopicFilter;
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
        return (TopicFilter) RequestedTopic.parse(text);
    }

    /** An entry of this type with these topics. */
    static LogEntry entry(String type, String... topics) {
        return entry(type, Arrays.stream(topics).map(Entries::topic).toList());
    }

    static LogEntry entry(String type, List<Topic> topics) {
        UUID customer = topics.get(0).scopeId();
        return new LogEntry(
                new Sequence(1, 0), 1, customer, new EventName("/test", "1"), type, topics, new byte[0], 0, 0);
    }

    private static Topic topic(String text) {
        TopicFilter exact = filter(text);
        return new Topic(
                exact.scope(), exact.scopeId(), requireNonNull(exact.resource()), requireNonNull(exact.resourceId()));
    }
}
