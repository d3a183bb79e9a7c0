package dev.ringdown.trace;

import dev.ringdown.catchup.SharedReads;
import dev.ringdown.identity.AccessPolicy;
import dev.ringdown.identity.Decision;
import dev.ringdown.identity.Identity;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogSlice;
import dev.ringdown.message.Explanation;
import dev.ringdown.protocol.ErrorCode;
import dev.ringdown.subscription.LogSearches;
import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.TopicParser;
import dev.ringdown.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
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
public final class Explanations {
    /** Entries that are looked at for one message, the newest of each customer. */
    static final int MAX_ENTRIES = 10_000;

    private static final Duration LATELY = Duration.ofHours(1);
    private static final int ENTRIES_PER_READ = 1024;
    private static final int MAX_RESOURCES_TOLD = 10;

    /** Who is told. */
    public interface Outcome {
        void explained(String messageId, List<Explanation> topics);

        void refused(@Nullable String messageId, ErrorCode code, String reason);

        boolean isClosed();
    }

    private final LogSearches searches;
    private final TopicParser topicParser;
    private final SharedReads reads;
    private final Clock clock;
    private final Outcome outcome;
    private boolean looking;

    public Explanations(
            LogSearches searches, TopicParser topicParser, SharedReads reads, Clock clock, Outcome outcome) {
        this.searches = searches;
        this.topicParser = topicParser;
        this.reads = reads;
        this.clock = clock;
        this.outcome = outcome;
    }

    public void explain(String messageId, List<String> topics, Identity identity) {
        if (looking) {
            outcome.refused(
                    messageId,
                    ErrorCode.RATE_LIMITED,
                    "topics are being explained already (expected: the next ones after their answer)");
            return;
        }
        looking = true;
        searches.search(new Look(messageId, topics, identity));
    }

    /** Looks at the newest entries of each customer that the topics of one message are about. */
    private final class Look implements LogSearches.Search {
        private final String messageId;
        private final List<String> topics;
        private final Identity identity;
        private final List<Asked> asked = new ArrayList<>();
        private final ArrayDeque<LookBack> toLookAt = new ArrayDeque<>(1);
        private int left = MAX_ENTRIES;

        Look(String messageId, List<String> topics, Identity identity) {
            this.messageId = messageId;
            this.topics = topics;
            this.identity = identity;
        }

        @Override
        public boolean isWanted() {
            return !outcome.isClosed();
        }

        @Override
        public boolean turn() {
            if (asked.isEmpty()) {
                decide();
            }
            LookBack current = toLookAt.peekFirst();
            if (current != null && !lookBack(current)) {
                toLookAt.removeFirst();
            }
            return !toLookAt.isEmpty();
        }

        private void decide() {
            Map<UUID, Lately> latelyByCustomer = new LinkedHashMap<>();
            for (String topic : topics) {
                Decision decision = AccessPolicy.decide(identity, topicParser.parse(topic));
                Lately lately = null;
                if (decision instanceof Decision.Allowed allowed) {
                    lately = latelyByCustomer.computeIfAbsent(allowed.customer(), id -> new Lately(identity));
                }
                asked.add(new Asked(topic, decision, lately));
            }
            long beforeOffset = reads.log().tail().headOffset() + 1;
            long sinceMillis = clock.millis() - LATELY.toMillis();
            latelyByCustomer.forEach(
                    (customer, lately) -> toLookAt.add(new LookBack(customer, lately, sinceMillis, beforeOffset)));
        }

        /** Looks at some more entries of a customer; false once that was all. */
        private boolean lookBack(LookBack back) {
            if (left > 0 && !back.through) {
                LogSlice slice = reads.readBack(back.customer, back.beforeOffset, Math.min(left, ENTRIES_PER_READ));
                List<LogEntry> entries = slice.entries();
                for (int i = entries.size() - 1; i >= 0; i--) {
                    LogEntry entry = entries.get(i);
                    if (entry.appendedAtMillis() < back.sinceMillis) {
                        return false;
                    }
                    left--;
                    back.lately.see(entry);
                    asked.forEach(topic -> topic.see(entry, back.lately));
                }
                back.beforeOffset = slice.fromOffset();
                back.through = slice.fromOffset() <= slice.firstOffset();
            }
            back.lately.complete = back.through;
            return left > 0 && !back.through;
        }

        @Override
        public void ended() {
            looking = false;
            if (isWanted()) {
                outcome.explained(
                        messageId, asked.stream().map(Asked::explanation).toList());
            }
        }

        @Override
        public void unavailable() {
            looking = false;
            outcome.refused(messageId, ErrorCode.UNAVAILABLE, "the log cannot be read at this time, ask again later");
        }
    }

    /** How far back somebody has looked at a customer's entries. */
    private static final class LookBack {
        private final UUID customer;
        private final Lately lately;
        private final long sinceMillis;
        private long beforeOffset;
        private boolean through;

        LookBack(UUID customer, Lately lately, long sinceMillis, long beforeOffset) {
            this.customer = customer;
            this.lately = lately;
            this.sinceMillis = sinceMillis;
            this.beforeOffset = beforeOffset;
        }
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
