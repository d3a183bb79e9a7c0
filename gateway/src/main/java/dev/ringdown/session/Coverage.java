package dev.ringdown.session;

import dev.ringdown.log.LogEntry;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.Topics;
import java.util.List;

/**
 * What filters ask for, on a stretch of the log: everything that matches in it has been sent, or is sure to be. Immutable.
 *
 * @param afterOffset where the stretch begins, exclusive
 * @param lastOffset where it ends, inclusive
 */
record Coverage(List<TopicFilter> filters, TypeFilter types, long afterOffset, long lastOffset) {
    Coverage {
        filters = List.copyOf(filters);
    }

    boolean contains(LogEntry entry) {
        return entry.offset() > afterOffset && entry.offset() <= lastOffset && matches(filters, types, entry);
    }

    /** Whether any of the filters asks for the entry. */
    static boolean matches(List<TopicFilter> filters, TypeFilter types, LogEntry entry) {
        return matches(filters, types, entry.topics(), entry.type());
    }

    /** Whether any of the filters asked for an earlier copy of the entry's event. */
    static boolean matchesEarlier(List<TopicFilter> filters, TypeFilter types, LogEntry entry) {
        return entry.topics().isLate() && matches(filters, types, entry.topics().earlier(), entry.type());
    }

    private static boolean matches(List<TopicFilter> filters, TypeFilter types, Topics topics, String type) {
        if (!types.matches(type)) {
            return false;
        }
        for (int i = 0; i < filters.size(); i++) {
            if (filters.get(i).matches(topics, type)) {
                return true;
            }
        }
        return false;
    }
}
