package dev.ringdown.tests.support;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Something that happened to a resource of a customer, as VoIPBin would publish it. Immutable.
 *
 * @param data the resource; members in their order
 */
public record TestEvent(String type, Map<String, Object> data) {
    /** An event of a resource that nobody else in the tests has. */
    public static TestEvent of(String type, UUID customer) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", UUID.randomUUID().toString());
        data.put("customer_id", customer.toString());
        return new TestEvent(type, data);
    }

    /** {@code call_<action>} of the agent's customer, and of nobody in particular. */
    public static TestEvent call(String action, Agent agent) {
        return of("call_" + action, agent.customer());
    }

    /** The same event of a resource that has this member. */
    public TestEvent with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(data);
        more.put(member, value);
        return new TestEvent(type, more);
    }

    /** The same event of a resource without this member. */
    public TestEvent without(String member) {
        Map<String, Object> less = new LinkedHashMap<>(data);
        less.remove(member);
        return new TestEvent(type, less);
    }

    /** The same event of a resource that belongs to this agent. */
    public TestEvent ownedBy(Agent owner) {
        return with("owner_id", owner.id().toString());
    }

    public String id() {
        return String.valueOf(data.get("id"));
    }

    /** The webhook envelope of VoIPBin. */
    public String envelope() {
        return Json.write(ordered("type", type, "data", data));
    }

    /** The envelope as VoIPBin's message bus has it. */
    public String onTheBus() {
        return Json.write(
                ordered("type", type, "publisher", "webhook-manager", "data_type", "application/json", "data", data));
    }

    /** A CloudEvent in structured mode. */
    public String cloudEvent(String source, String eventId) {
        return Json.write(ordered("specversion", "1.0", "id", eventId, "source", source, "type", type, "data", data));
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
