package dev.ringdown.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The few members of an event's data that tell a reader what happened. What says nothing is left out: what the line
 * shows already, the zero UUID, and times that have not come yet. Confined to its caller, one object for one line.
 */
final class TellingFields {
    private static final String ZERO_UUID = "00000000-0000-0000-0000-000000000000";
    private static final String NEVER = "9999-01-01";

    /** How many members are shown of data in which none is known. */
    private static final int MAX_UNKNOWN = 4;

    /** Of an address, the first that is there. */
    private static final List<String> ADDRESS_MEMBERS = List.of("target", "target_name", "name", "id");

    /** A label, and the members that may carry it; the first that tells something does. */
    private record Field(String label, List<String> members) {}

    /** Ids come last: they are long, and the end of a line is what gets cut. */
    private static final List<Field> LABELLED = List.of(
            new Field("name", List.of("name", "username")),
            new Field("peer", List.of("peer")),
            new Field("role", List.of("role")),
            new Field("text", List.of("text", "content", "message", "transcript")),
            new Field("action", List.of("current_action")),
            new Field("mute", List.of("mute_direction")),
            new Field("reason", List.of("reason", "hangup_reason")),
            new Field("by", List.of("hangup_by")),
            new Field("queue", List.of("queue_name", "queue_id")),
            new Field("owner", List.of("owner_name", "owner_id")),
            new Field("agent", List.of("service_agent_id", "agent_id")));

    private final StyledLine line;
    private final JsonNode data;

    private final String action;
    private final Set<String> shownIds = new HashSet<>();

    private boolean nothingKnown = true;

    /**
     * @param line where the fields are added
     * @param data the event's data
     * @param action the last word of the event's type, on the line already; mostly the status says the same
     * @param id the resource's id, on the line already
     */
    TellingFields(StyledLine line, JsonNode data, String action, String id) {
        this.line = line;
        this.data = data;
        this.action = action;
        shownIds.add(id);
    }

    /** Adds the fields to the line. */
    void append() {
        if (!data.isObject()) {
            if (!data.isMissingNode() && !data.isNull()) {
                line.appendWord(Style.PLAIN, data.isValueNode() ? data.asText() : data.toString());
            }
            return;
        }
        appendWord(data.path("status"));
        appendWord(data.path("direction"));
        appendParties();
        LABELLED.forEach(this::appendLabelled);
        if (nothingKnown) {
            appendFirstMembers();
        }
    }

    private void appendWord(JsonNode node) {
        String value = telling(node);
        if (!value.isEmpty()) {
            nothingKnown = false;
            if (!value.equals(action)) {
                line.appendWord(Style.BOLD, value);
            }
        }
    }

    private void appendParties() {
        String source = address(data.path("source"));
        String destination = address(data.path("destination"));
        if (!source.isEmpty() || !destination.isEmpty()) {
            nothingKnown = false;
            line.appendWord(Style.PLAIN, source + "→" + destination);
        }
    }

    /** The text of an address, which is an object with a target in it; of anything else, its own text. */
    private String address(JsonNode node) {
        return ADDRESS_MEMBERS.stream()
                .map(member -> telling(node.path(member)))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseGet(() -> telling(node));
    }

    private void appendLabelled(Field field) {
        for (String member : field.members()) {
            String value = address(data.path(member));
            if (!value.isEmpty()) {
                nothingKnown = false;
                append(field.label(), value);
                return;
            }
        }
    }

    private void append(String label, String value) {
        if (isUuid(value)) {
            shownIds.add(value);
        }
        boolean quoted = value.chars().anyMatch(Character::isWhitespace);
        line.appendWord(Style.DIM, label + "=").append(Style.PLAIN, quoted ? '"' + value + '"' : value);
    }

    private void appendFirstMembers() {
        int count = 0;
        for (Map.Entry<String, JsonNode> member : data.properties()) {
            String name = member.getKey();
            String value = telling(member.getValue());
            boolean routine = name.equals("customer_id") || name.startsWith("tm_"); // in every event of VoIPBin
            if (!value.isEmpty() && !routine) {
                append(name, value);
                if (++count == MAX_UNKNOWN) {
                    return;
                }
            }
        }
    }

    /** The text of a value, or an empty one if it is not worth a place. */
    private String telling(JsonNode node) {
        if (!node.isValueNode() || node.isNull()) {
            return "";
        }
        String text = node.asText();
        return shownIds.contains(text) || text.equals(ZERO_UUID) || text.startsWith(NEVER) ? "" : text;
    }

    private static boolean isUuid(String text) {
        return text.length() == ZERO_UUID.length() && text.charAt(8) == '-';
    }
}
