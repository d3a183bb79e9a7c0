package dev.ringdown.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A topic that one subscribes to, taken apart. The server decides what a topic means and who may have it; here it is only
 * found out to which subscriptions of a connection an event goes. An event names resources and their ids, not its scopes.
 * Whether the segment behind the resource is an id or a type, the server's routing table knows: here it may be either.
 * Immutable.
 *
 * @param text as it was written
 * @param scope {@code customer_id:<uuid>}, {@code agent_id:<uuid>}, or empty for a short form
 * @param resource empty for any
 * @param which an id or a type, which may end in {@code *}; a type, if there is an id besides. Empty for any
 * @param id behind a type; empty for any
 */
record Topic(String text, String scope, String resource, String which, String id) {
    private static final Pattern UUID = Pattern.compile("(?i)[\\da-f-]{36}");
    private static final String CUSTOMER = "customer_id:";

    static Topic parse(String text) {
        List<String> segments = new ArrayList<>(List.of(text.split(":", -1)));
        String scope = "";
        if (segments.get(0).equals("customer_id") || segments.get(0).equals("agent_id")) {
            scope = segments.remove(0) + (segments.isEmpty() ? "" : ":" + comparable(segments.remove(0)));
        }
        String resource = concrete(segments, 0).toLowerCase(Locale.ROOT); // Account is read as account
        return new Topic(text, scope, resource, concrete(segments, 1), concrete(segments, 2));
    }

    /** UUIDs compare without regard to case, everything else with it. */
    private static String comparable(String text) {
        return UUID.matcher(text).matches() ? text.toLowerCase(Locale.ROOT) : text;
    }

    private static String concrete(List<String> segments, int index) {
        return index >= segments.size() || segments.get(index).equals("*") ? "" : comparable(segments.get(index));
    }

    /**
     * Whether it asks for an event, scopes left aside.
     *
     * @param names what the event belongs to, as topics
     */
    boolean matches(String type, List<Topic> names) {
        boolean isOfType = which.isEmpty() || isType(which, type);
        for (Topic name : names) {
            boolean isOf = id.isEmpty() ? isOfType || which.equals(name.which) : isOfType && id.equals(name.which);
            if (isOf && (resource.isEmpty() || resource.equals(name.resource))) {
                return true;
            }
        }
        return false;
    }

    /** The customer whose topic it says to be; empty for a short form and an agent's, which are one's own. */
    String customer() {
        return scope.startsWith(CUSTOMER) ? scope.substring(CUSTOMER.length()) : "";
    }

    /**
     * Whether an event's type is asked for; a trailing {@code *} stands for any ending.
     *
     * @param types none for all
     */
    static boolean hasType(List<String> types, String type) {
        return types.isEmpty() || types.stream().anyMatch(asked -> isType(asked, type));
    }

    private static boolean isType(String asked, String type) {
        return asked.endsWith("*") ? type.startsWith(asked.substring(0, asked.length() - 1)) : type.equals(asked);
    }
}
