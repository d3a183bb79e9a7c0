package dev.ringdown.event;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event while it is being read. Confined to the {@link EventDecoder} call that fills it; null means
 * "not seen".
 */
final class EventAttributes {
    @Nullable
    String specVersion;

    @Nullable
    String id;

    @Nullable
    String source;

    @Nullable
    String subject;

    @Nullable
    String parents;

    @Nullable
    String time;

    @Nullable
    String dataContentType;

    @Nullable
    String customerId;

    @Nullable
    String agentIds;

    /** Agents who get it besides those whom the attributes or the data name. */
    Collection<UUID> participants = List.of();

    /** Whether it is one of several copies, so that its id follows from what it says. */
    boolean copy;

    /** Where in the body the value of {@code data} starts, or -1 if there is none. */
    int dataFrom = -1;

    /** The end of {@code data}, exclusive. */
    int dataTo = -1;

    /** Members of {@code data} that the routing may need, as text. */
    final Map<String, String> dataFields = new HashMap<>(8);

    /** Further attributes, name to JSON text of the value, passed on as they came. */
    final Map<String, String> extensions = new LinkedHashMap<>(0);

    private @Nullable String type;

    void type(String value) {
        type = value;
    }

    boolean hasType() {
        return type != null;
    }

    /** The type; only asked for once {@link EventDecoder} has seen that there is one. */
    String type() {
        if (type == null) {
            throw new IllegalStateException("type: missing");
        }
        return type;
    }
}
