package dev.ringdown.subscription;

import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.limits.Account;
import dev.ringdown.limits.Cost;
import dev.ringdown.protocol.Limit;
import dev.ringdown.routing.FilterIndex;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.TypePattern;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the topics of a session cost, taken from its account before they are subscribed and given back when they are not any
 * more. A topic is charged what it adds to the memory of its loop when it comes: little if somebody asks for the same already.
 * Types are charged once for all topics of the session that ask for them. Confined to the session's event loop.
 */
final class FilterCosts {
    /** A topic and a filter that it means, as far as both are the session's own. */
    private static final int OWN_BYTES = 170;

    /** Each further filter of a topic. */
    private static final int FURTHER_BYTES = 100;

    /** The text of a topic that nobody else writes, but for the characters. */
    private static final int TEXT_BYTES = 40;

    /** A filter that nobody else asks for, with its place in the index, but for the characters. */
    private static final int FILTER_BYTES = 160;

    /** What comes on top of a filter with a condition that nobody else asks for: its list in the index. */
    private static final int CONDITIONAL_BYTES = 210;

    /** Types that a session asks for, here and in the index, but for the patterns. */
    private static final int CONDITION_BYTES = 200;

    /** A filter that was asked for, as far as it is remembered. */
    private static final int COVERAGE_BYTES = 200;

    /** What is asked of a type by a segment of a topic and by {@code types} together: what an event may be tested against. */
    private record Condition(TypeFilter types, TypePattern pattern) implements Comparable<Condition> {
        private static final Comparator<Condition> ORDER =
                Comparator.comparing(Condition::types).thenComparing(condition -> condition.pattern.text());

        boolean isNone() {
            return pattern.isAny() && types.equals(TypeFilter.ALL);
        }

        /** How many patterns a type is held against at most. */
        int tests() {
            return (types.equals(TypeFilter.ALL) ? 0 : types.tests()) + (pattern.isAny() ? 0 : 1);
        }

        int bytes() {
            return CONDITION_BYTES + types.bytes() + pattern.text().length();
        }

        /** An order without a meaning, so that hash tables stay fast whatever clients choose. */
        @Override
        public int compareTo(Condition other) {
            return ORDER.compare(this, other);
        }
    }

    private final Account account;

    /** How many topics have each condition; a HashMap once any has one, as in most sessions none does. */
    private Map<Condition, Integer> topicsByCondition = Map.of();

    FilterCosts(Account account) {
        this.account = account;
    }

    /** How many bytes a topic with these filters adds to the memory of a loop if it is subscribed now. */
    static int bytesOf(String topic, List<TopicFilter> filters, TypeFilter types, LoopRouter router) {
        int bytes = OWN_BYTES - FURTHER_BYTES;
        boolean textIsHeld = false;
        for (TopicFilter filter : filters) {
            FilterIndex.Held held = router.held(filter, topic);
            textIsHeld |= held == FilterIndex.Held.ALL;
            bytes += FURTHER_BYTES;
            if (held == FilterIndex.Held.NOTHING) {
                boolean plain = conditionOf(filter, types).isNone() && !filter.direct();
                bytes += FILTER_BYTES + textOf(filter) + (plain ? 0 : CONDITIONAL_BYTES);
            }
        }
        return bytes + (textIsHeld ? 0 : TEXT_BYTES + topic.length());
    }

    /**
     * Takes what a topic costs.
     *
     * @param filter one that it means; all of them mean the same types
     * @return null if it was taken; otherwise the limit that is in the way, and nothing was taken
     */
    @Nullable
    Limit tryTake(int bytes, TopicFilter filter, TypeFilter types) {
        Condition condition = conditionOf(filter, types);
        boolean isNew = !condition.isNone() && !topicsByCondition.containsKey(condition);
        Limit limit = isNew ? account.tryTake(Cost.TYPE_TESTS, condition.tests()) : null;
        if (limit != null) {
            return limit;
        }
        limit = account.tryTake(Cost.FILTER_BYTES, bytes + (isNew ? condition.bytes() : 0));
        if (limit != null) {
            if (isNew) {
                account.give(Cost.TYPE_TESTS, condition.tests());
            }
            return limit;
        }
        if (!condition.isNone()) {
            count(condition, 1);
        }
        return null;
    }

    /** Gives back what {@link #tryTake} took. */
    void give(int bytes, TopicFilter filter, TypeFilter types) {
        account.give(Cost.FILTER_BYTES, bytes);
        Condition condition = conditionOf(filter, types);
        if (!condition.isNone() && count(condition, -1) == 0) {
            topicsByCondition.remove(condition);
            account.give(Cost.TYPE_TESTS, condition.tests());
            account.give(Cost.FILTER_BYTES, condition.bytes());
        }
    }

    private static Condition conditionOf(TopicFilter filter, TypeFilter types) {
        return new Condition(types, filter.types());
    }

    private int count(Condition condition, int more) {
        if (!(topicsByCondition instanceof HashMap)) {
            topicsByCondition = new HashMap<>(2);
        }
        return topicsByCondition.merge(condition, more, Integer::sum);
    }

    private static int textOf(TopicFilter filter) {
        return length(filter.resource())
                + length(filter.resourceId())
                + filter.types().text().length();
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    /** What it takes to remember that a filter was asked for. */
    static int bytesOf(Coverage coverage) {
        return COVERAGE_BYTES + textOf(coverage.filter()) + coverage.types().bytes();
    }

    /** Takes bytes without a topic of their own; false if there are none left, which has been counted. */
    boolean tryTake(long bytes) {
        return account.tryTake(Cost.FILTER_BYTES, bytes) == null;
    }

    /** Gives back bytes without a topic of their own. */
    void give(long bytes) {
        account.give(Cost.FILTER_BYTES, bytes);
    }
}
