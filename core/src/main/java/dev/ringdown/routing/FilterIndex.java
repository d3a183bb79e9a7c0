package dev.ringdown.routing;

import dev.ringdown.log.LogEntry;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.TopicFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds who wants an entry. Topics are looked up by hash, segment by segment: at most one look-up for each scope of an entry,
 * and three for each of its resources in it, however many filters there are; beyond that the cost is that of the subscribers
 * found.
 *
 * <p>Confined to its event loop.
 */
public final class FilterIndex {
    private final Map<UUID, ScopeIndex> customers = new HashMap<>();
    private final Map<UUID, ScopeIndex> agents = new HashMap<>();
    private long collections;
    private int size;

    /** Adds a filter of a subscriber; the same filter may be added again and is then an interest of its own. */
    public Interest add(TopicFilter filter, Subscriber subscriber, TypeFilter types) {
        Interest interest = new Interest(filter, subscriber, types);
        scopes(filter.scope())
                .computeIfAbsent(filter.scopeId(), id -> new ScopeIndex())
                .add(interest);
        size++;
        return interest;
    }

    /** Removes what {@link #add} returned; once. */
    public void remove(Interest interest) {
        Map<UUID, ScopeIndex> scopes = scopes(interest.filter.scope());
        ScopeIndex scope = scopes.get(interest.filter.scopeId());
        if (scope == null) {
            throw new IllegalStateException("no interest in " + interest.filter + " (expected: one that was added)");
        }
        scope.remove(interest);
        if (scope.isEmpty()) {
            scopes.remove(interest.filter.scopeId());
        }
        size--;
    }

    /** How many interests there are. */
    public int size() {
        return size;
    }

    /** Adds to {@code found} everybody who wants the entry, each once. */
    public void collect(LogEntry entry, List<Subscriber> found) {
        collections++;
        List<InScope> scopes = entry.topics().scopes();
        for (int i = 0, count = scopes.size(); i < count; i++) {
            InScope in = scopes.get(i);
            ScopeIndex scope = scopes(in.scope()).get(in.id());
            if (scope != null) {
                scope.collect(entry, collections, found);
            }
        }
    }

    private Map<UUID, ScopeIndex> scopes(Scope scope) {
        return scope == Scope.CUSTOMER ? customers : agents;
    }
}
