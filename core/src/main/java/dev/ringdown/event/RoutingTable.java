package dev.ringdown.event;

import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Segments;
import dev.ringdown.topic.Topic;
import dev.ringdown.topic.UuidText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How topics follow from an event: from its attributes {@code customerid}, {@code agentids} and {@code subject} if it
 * has them, else from members of its data. The rules are tried in order; the first that applies and finds an id wins.
 * If none does, the resource is the type up to its first underscore and the id is {@code data.id}. Thread-safe; the rules
 * never change.
 */
public final class RoutingTable {
    private static final String CUSTOMER_FIELD = "customer_id";
    private static final String OWNER_FIELD = "owner_id";
    private static final String ID_FIELD = "id";

    /** VoIPBin's events that belong to another resource than their type says. */
    public static final List<RoutingRule> VOIPBIN = List.of(
            new RoutingRule("aimessage_*", "aicall", List.of("aicall_id")),
            new RoutingRule("chat*", "chat", List.of("chat_id", "id")),
            new RoutingRule("webchat*", "webchat_session", List.of("session_id", "id")),
            new RoutingRule("conversation_message_*", "conversation", List.of("conversation_id")));

    private final List<RoutingRule> rules;
    private final Set<String> dataFields;
    private final Recurring<UUID> customers = new Recurring<>();
    private final Recurring<String> resources = new Recurring<>();

    public RoutingTable(List<RoutingRule> rules) {
        this.rules = List.copyOf(rules);
        Set<String> fields = new HashSet<>(Set.of(CUSTOMER_FIELD, OWNER_FIELD, ID_FIELD));
        rules.forEach(rule -> fields.addAll(rule.idFields()));
        this.dataFields = Set.copyOf(fields);
    }

    /** Whether the routing may need this member of {@code data}. */
    boolean needs(String dataField) {
        return dataFields.contains(dataField);
    }

    /** The topics of an event, the customer's first. */
    List<Topic> topicsOf(EventAttributes event) throws InvalidEventException {
        UUID customer = customers.of(customerOf(event));
        Subject subject = subjectOf(event);
        String resource = resources.of(subject.resource());
        List<Topic> topics = new ArrayList<>(2);
        topics.add(new Topic(Scope.CUSTOMER, customer, resource, subject.id()));
        List<UUID> agents = new ArrayList<>(agentsOf(event));
        agents.addAll(event.participants);
        for (UUID agent : agents) {
            Topic topic = new Topic(Scope.AGENT, agent, resource, subject.id());
            if (!topics.contains(topic)) {
                topics.add(topic);
            }
        }
        return topics;
    }

    private record Subject(String resource, String id) {}

    private static UUID customerOf(EventAttributes event) throws InvalidEventException {
        String text = event.customerId != null ? event.customerId : event.dataFields.get(CUSTOMER_FIELD);
        UUID customer = UuidText.parsePresent(text);
        if (customer == null) {
            String field = event.customerId != null ? "customerid" : "data.customer_id";
            throw unroutable(field, text, "the UUID of the customer, here or as the attribute customerid");
        }
        return customer;
    }

    private static List<UUID> agentsOf(EventAttributes event) throws InvalidEventException {
        if (event.agentIds == null) {
            UUID owner = UuidText.parsePresent(event.dataFields.get(OWNER_FIELD));
            return owner == null ? List.of() : List.of(owner);
        }
        List<UUID> agents = new ArrayList<>();
        for (String text : event.agentIds.split(",", -1)) {
            UUID agent = UuidText.parse(text.strip());
            if (agent == null) {
                throw InvalidEventException.malformed("agentids", event.agentIds, "UUIDs, separated by commas");
            }
            if (!agent.equals(UuidText.NONE)) {
                agents.add(agent);
            }
        }
        return agents;
    }

    private Subject subjectOf(EventAttributes event) throws InvalidEventException {
        String given = event.subject;
        if (given != null) {
            int colon = given.indexOf(':');
            if (colon < 0
                    || !Segments.isResource(given.substring(0, colon))
                    || !Segments.isResourceId(given.substring(colon + 1))) {
                throw InvalidEventException.malformed("subject", given, "<resource>:<resource-id>");
            }
            return new Subject(given.substring(0, colon), given.substring(colon + 1));
        }
        for (RoutingRule rule : rules) {
            if (rule.appliesTo(event.type())) {
                String id = firstPresent(rule.idFields(), event.dataFields);
                if (id != null) {
                    return new Subject(rule.resource(), checkedId(id));
                }
            }
        }
        String resource = event.type().substring(0, event.type().indexOf('_'));
        if (!Segments.isResource(resource)) {
            throw unroutable("type", event.type(), "<resource>_<action> with a resource of a-z 0-9 -, or a subject");
        }
        String id = firstPresent(List.of(ID_FIELD), event.dataFields);
        if (id == null) {
            throw unroutable("data.id", event.dataFields.get(ID_FIELD), "the id of the " + resource + ", or a subject");
        }
        return new Subject(resource, checkedId(id));
    }

    private static @Nullable String firstPresent(List<String> fields, Map<String, String> data) {
        for (String field : fields) {
            String value = data.get(field);
            if (value != null && !value.isEmpty() && !value.equals(UuidText.NONE.toString())) {
                return value;
            }
        }
        return null;
    }

    private static String checkedId(String id) throws InvalidEventException {
        if (!Segments.isResourceId(id)) {
            throw unroutable("resource id", id, "1 to 128 of A-Z a-z 0-9 _ - .");
        }
        return id;
    }

    private static InvalidEventException unroutable(String field, @Nullable String value, String expected) {
        return new InvalidEventException(
                InvalidEventException.Kind.UNROUTABLE,
                field + ": " + (value == null ? "missing" : Quoted.of(value)) + " (expected: " + expected + ")");
    }
}
