package dev.ringdown.torture.world;

import java.util.List;

/** The types of events in a run, and how a client's patterns choose among them. Stateless. */
public final class EventTypes {
    private static final List<String> ACTIONS = List.of("created", "updated", "progressing", "joined");

    private EventTypes() {}

    /** A type of event that a resource may have; now and then one that ends it. */
    static String oneOf(Chance chance, String resourceType) {
        if (!chance.percent(12)) {
            return resourceType + '_' + chance.oneOf(ACTIONS);
        }
        return switch (resourceType) {
            case "call" -> "call_hangup";
            case "queuecall" -> chance.oneOf(List.of("queuecall_done", "queuecall_abandoned"));
            default -> resourceType + "_deleted";
        };
    }

    static boolean isTerminal(String type) {
        return type.equals("call_hangup")
                || type.endsWith("_deleted")
                || type.endsWith("_done")
                || type.endsWith("_abandoned");
    }

    /** Patterns for {@code types}; empty in most cases, which asks for all. */
    public static List<String> patterns(Chance chance) {
        if (chance.percent(65)) {
            return List.of();
        }
        return chance.some(
                List.of(
                        "call_*",
                        "call_created",
                        "*",
                        "conference_updated",
                        "queuecall_*",
                        "campaign_cr*",
                        "call_hangup"),
                chance.between(1, 3));
    }

    /** Whether patterns choose a type; a trailing {@code *} stands for anything, none at all choose every type. */
    public static boolean match(List<String> patterns, String type) {
        return patterns.isEmpty()
                || patterns.stream()
                        .anyMatch(pattern -> pattern.endsWith("*")
                                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                                : type.equals(pattern));
    }
}
