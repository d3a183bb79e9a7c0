package dev.ringdown.event;

import dev.ringdown.topic.TypePattern;
import java.util.List;

/**
 * The event types after which a resource is not alive any more, such as {@code call_hangup}, each written as a {@link
 * TypePattern}. Immutable.
 */
public final class TerminalTypes {
    /** What ends a resource unless the configuration has another list. */
    public static final List<String> DEFAULT = List.of(
            "call_hangup",
            "groupcall_hangup",
            "*_deleted",
            "*_done",
            "*_abandoned",
            "*_ended",
            "*_terminated",
            "*_finished",
            "*_stopped",
            "conferencecall_leaved",
            "chatparticipant_removed");

    private final List<TypePattern> patterns;

    public TerminalTypes(List<String> patterns) {
        this.patterns = patterns.stream().map(TypePattern::new).toList();
    }

    /** Whether a resource is gone after an event of this type. */
    public boolean contains(String type) {
        for (int i = 0, size = patterns.size(); i < size; i++) {
            if (patterns.get(i).matches(type)) {
                return true;
            }
        }
        return false;
    }
}
