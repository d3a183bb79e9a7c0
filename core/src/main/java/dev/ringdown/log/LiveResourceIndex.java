package dev.ringdown.log;

import dev.ringdown.event.TerminalTypes;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which resources of each customer are alive, so that a store knows what to keep for a snapshot. Only the log's
 * appender changes it; {@link #isComplete} may be asked by anybody.
 */
public final class LiveResourceIndex {
    /** What becomes of the kept event of a resource. */
    public enum Outcome {
        /** The entry is the one to keep. */
        KEEP,
        /** The resource is gone, and nothing of it is to be kept. */
        DROP,
        /** The entry is a moment and changes nothing. */
        LEAVE
    }

    private final TerminalTypes terminalTypes;
    private final int maxPerCustomer;
    private final Map<UUID, LinkedHashMap<String, Boolean>> subjectsByCustomer = new HashMap<>();
    private final Set<UUID> incomplete = ConcurrentHashMap.newKeySet();

    /** @param maxPerCustomer resources of one customer; beyond it the one that was quiet for longest is forgotten */
    public LiveResourceIndex(TerminalTypes terminalTypes, int maxPerCustomer) {
        this.terminalTypes = terminalTypes;
        this.maxPerCustomer = maxPerCustomer;
    }

    /** Notes a resource that was alive when the store was last closed; the quietest come first. */
    public void restore(UUID customer, String subject) {
        subjects(customer).put(subject, Boolean.TRUE);
    }

    /** Notes an entry. */
    public Outcome note(LogEntry entry) {
        if (entry.isMoment() || entry.topics().isLate()) { // of a late one the first copy is the state, for more people
            return Outcome.LEAVE;
        }
        LinkedHashMap<String, Boolean> subjects = subjects(entry.customer());
        String subject = entry.subject();
        subjects.remove(subject);
        if (terminalTypes.contains(entry.type())) {
            if (subjects.isEmpty()) {
                subjectsByCustomer.remove(entry.customer());
            }
            return Outcome.DROP;
        }
        subjects.put(subject, Boolean.TRUE);
        return Outcome.KEEP;
    }

    /** Forgets and returns the quietest resource of a customer that has too many, or null if it has not. */
    public @Nullable String forgetOneTooMany(UUID customer) {
        LinkedHashMap<String, Boolean> subjects = subjectsByCustomer.get(customer);
        if (subjects == null || subjects.size() <= maxPerCustomer) {
            return null;
        }
        Iterator<String> quietestFirst = subjects.keySet().iterator();
        String quietest = quietestFirst.next();
        quietestFirst.remove();
        incomplete.add(customer);
        return quietest;
    }

    /** A live resource of the customer was lost otherwise. */
    public void forgetsOne(UUID customer) {
        incomplete.add(customer);
    }

    /** Whether no live resource of the customer has been forgotten. */
    public boolean isComplete(UUID customer) {
        return !incomplete.contains(customer);
    }

    private LinkedHashMap<String, Boolean> subjects(UUID customer) {
        return subjectsByCustomer.computeIfAbsent(customer, id -> new LinkedHashMap<>());
    }
}
