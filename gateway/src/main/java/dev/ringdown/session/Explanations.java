package dev.ringdown.session;

import dev.ringdown.catchup.SharedReads;
import dev.ringdown.fanout.Loop;
import dev.ringdown.identity.AccessPolicy;
import dev.ringdown.identity.Decision;
import dev.ringdown.identity.Identity;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogSlice;
import dev.ringdown.protocol.ErrorCode;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.TopicParser;
import dev.ringdown.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Explains topics to a session: what they stand for, whether they are allowed and by which rule, and what they would have
 * brought lately. One message is explained at a time. Confined to the session's event loop; the log is looked at elsewhere.
 */
final class Explanations {
    /** Entries that are looked at for one message, the newest of each customer. */
    static final int MAX_ENTRIES = 10_000;

    private static final Duration LATELY = Duration.ofHours(1);
    private static final int ENTRIES_PER_READ = 1024;
    private static final int MAX_RESOURCES_TOLD = 10;

    /** Who is told. */
    interface Outcome {
        void explained(String messageId, List<Explanation> topics);

        void refused(@Nullable String messageId, ErrorCode code, String reason);
    }

    private final Loop loop;
    private final TopicParser topicParser;
    private final SharedReads reads;
    private final Clock clock;
    private final Outcome outcome;
    private boolean looking;

    Explanations(Loop loop, TopicParser topicParser, SharedReads reads, Clock clock, Outcome outcome) {
        this.loop = loop;
        this.topicParser = topicParser;
        this.reads = reads;
        this.clock = clock;
        this.outcome = outcome;
    }

    void explain(String messageId, List<String> topics, Identity identity) {
        assert loop.inEventLoop();
        if (looking) {
            outcome.refused(
                    messageId,
                    ErrorCode.RATE_LIMITED,
                    "topics are being explained already (expected: the next ones after their answer)");
            return;
        }
        looking = true;
        reads.execute(
                () -> {
                    List<Explanation> explained = look(topics, identity);
                    answer(() -> outcome.explained(messageId, explained));
                },
                () -> answer(() -> outcome.refused(
                        messageId, ErrorCode.UNAVAILABLE, "the log cannot be read at this time, ask again later")));
    }

    private void answer(Runnable telling) {
        loop.execute(() -> {
            looking = false;
            telling.run();
        });
    }

    /** Where the disk may be read. */
    private List<Explanation> look(List<String> topics, Identity identity) {
        Map<UUID, Lately> latelyByCustomer = new LinkedHashMap<>();
        List<Asked> asked = new ArrayList<>(topics.size());
        for (String topic : topics) {
            Decision decision = AccessPolicy.decide(identity, topicParser.parse(topic));
            Lately lately = null;
            if (decision instanceof Decision.Allowed allowed) {
                TopicFilter filter = allowed.filters().get(0);
                UUID customer = filter.scope() == Scope.CUSTOMER ? filter.scopeId() : identity.customer();
                lately = latelyByCustomer.computeIfAbsent(customer, id -> new Lately(identity));
            }
            asked.add(new Asked(topic, decision, lately));
        }
        int left = MAX_ENTRIES;
        for (Map.Entry<UUID, Lately> customer : latelyByCustomer.entrySet()) {
            left = lookBack(customer.getKey(), customer.getValue(), asked, left);
        }
        return asked.stream().map(Asked::explanation).toList();
    }

    /** Returns how many more entries may be looked at. */
    private int lookBack(UUID customer, Lately lately, List<Asked> asked, int most) {
        EventLog log = reads.log();
        long sinceMillis = clock.millis() - LATELY.toMillis();
        long beforeOffset = log.tail().headOffset() + 1;
        int left = most;
        while (left > 0 && beforeOffset > log.firstOffset(customer)) {
            LogSlice slice = log.readBack(customer, beforeOffset, Math.min(left, ENTRIES_PER_READ));
            List<LogEntry> entries = slice.entries();
            for (int i = entries.size() - 1; i >= 0; i--) {
                LogEntry entry = entries.get(i);
                if (entry.appendedAtMillis() < sinceMillis) {
                    return left;
                }
                left--;
                lately.see(entry);
                asked.forEach(topic -> topic.see(entry, lately));
            }
            beforeOffset = slice.fromOffset();
        }
        lately.complete = beforeOffset <= log.firstOffset(customer);
        return left;
    }

    /** What a customer's events of the last hour were about, as far as the identity may read them. */
    private static final class Lately {
        private final Identity identity;
        private final TreeSet<String> resources = new TreeSet<>();
        private final Map<String, String> resourceByType = new TreeMap<>();
        private boolean complete = true;

        Lately(Identity identity) {
            this.identity = identity;
        }

        void see(LogEntry entry) {
            if (AccessPolicy.mayRead(identity, entry.topics())) {
                String resource = entry.topics().own().name();
                resources.add(resource);
                resourceByType.put(entry.type(), resource);
            }
        }

        String hint(@Nullable String resource) {
            String typesResource = resource == null ? null : resourceByType.get(resource);
            if (typesResource != null) {
                return resource + " is a type of event (expected: the topic " + typesResource + " with types [\""
                        + resource + "\"])";
            }
            if (resources.isEmpty()) {
                return "no event that you may read came in the last hour";
            }
            return "nothing of the last hour matches; what you may read was about "
                    + String.join(
                            ", ", resources.stream().limit(MAX_RESOURCES_TOLD).toList())
                    + (resources.size() > MAX_RESOURCES_TOLD ? ", …" : "");
        }
    }

    /** One topic of the message. */
    private static final class Asked {
        private final String topic;
        private final Decision decision;
        private final @Nullable Lately lately;
        private int matched;

        /** @param lately of its customer; null if it is not allowed */
        Asked(String topic, Decision decision, @Nullable Lately lately) {
            this.topic = topic;
            this.decision = decision;
            this.lately = lately;
        }

        void see(LogEntry entry, Lately seen) {
            if (seen == lately && decision instanceof Decision.Allowed allowed && matches(allowed.filters(), entry)) {
                matched++;
            }
        }

        private static boolean matches(List<TopicFilter> filters, LogEntry entry) {
            return matches(filters, entry.topics(), entry.type())
                    && !(entry.topics().isLate()
                            && matches(filters, entry.topics().earlier(), entry.type()));
        }

        private static boolean matches(List<TopicFilter> filters, Topics topics, String type) {
            for (int i = 0; i < filters.size(); i++) {
                if (filters.get(i).matches(topics, type)) {
                    return true;
                }
            }
            return false;
        }

        Explanation explanation() {
            if (lately == null || !(decision instanceof Decision.Allowed allowed)) {
                return new Explanation(topic, List.of(), false, ((Decision.Refused) decision).message(), 0, true, null);
            }
            String hint =
                    matched > 0 ? null : lately.hint(allowed.filters().get(0).resource());
            List<String> filters =
                    allowed.filters().stream().map(TopicFilter::toString).toList();
            return new Explanation(topic, filters, true, allowed.rule(), matched, lately.complete, hint);
        }
    }
}
