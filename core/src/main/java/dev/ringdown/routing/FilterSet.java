package dev.ringdown.routing;

import dev.ringdown.log.LogEntry;
import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Some filters, each with types, as they were at one moment: whether any of them asks for an entry. It is looked up as in a
 * {@link FilterIndex}, so that an entry costs what it belongs to and not how many filters there are. Immutable.
 */
public final class FilterSet {
    /** Puts a set together. Confined to whoever makes it. */
    public static final class Builder {
        private final FilterMap<Member> members = new FilterMap<>();

        public Builder add(TopicFilter filter, TypeFilter types) {
            members.put(filter, new Member(filter, types, members.get(filter)));
            return this;
        }

        /** The set; nothing is added to it any more. */
        public FilterSet build() {
            return new FilterSet(members);
        }
    }

    /** @param next another filter that points at the same place */
    private record Member(
            TopicFilter filter, TypeFilter types, @Nullable Member next) {
        boolean asksFor(String type, boolean openToDirect) {
            return (openToDirect || !filter.direct()) && filter.types().matches(type) && types.matches(type);
        }
    }

    private final FilterMap<Member> members;

    private FilterSet(FilterMap<Member> members) {
        this.members = members;
    }

    /** Whether any filter asks for an entry. */
    public boolean matches(LogEntry entry) {
        return matches(entry.topics(), entry.type());
    }

    /** Whether any filter asked for an earlier copy of the entry's event, so that this one is not to come on top. */
    public boolean matchesEarlier(LogEntry entry) {
        return entry.topics().isLate() && matches(entry.topics().earlier(), entry.type());
    }

    private boolean matches(Topics topics, String type) {
        return members.visit(topics, (first, openToDirect) -> {
            for (Member member = first; member != null; member = member.next) {
                if (member.asksFor(type, openToDirect)) {
                    return true;
                }
            }
            return false;
        });
    }
}
