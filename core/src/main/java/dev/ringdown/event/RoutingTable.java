package dev.ringdown.event;

import dev.ringdown.protocol.Limit;
import dev.ringdown.topic.EventTypes;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Parent;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Segments;
import dev.ringdown.topic.Topics;
import dev.ringdown.topic.TypePattern;
import dev.ringdown.topic.UuidText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How topics follow from an event: from its attributes {@code customerid}, {@code agentids}, {@code subject} and {@code
 * parents} if it has them, else from its type and members of its data. It is the only place that knows of types. Thread-safe;
 * the rules never change.
 *
 * <p>All rules that apply to a type add up. Of those that name an own resource the first whose id is present counts; if
 * there is none, the resource is the type up to its first underscore and the id is {@code data.id}.
 */
public final class RoutingTable implements EventTypes {
    private static final String CUSTOMER_FIELD = "customer_id";
    private static final String OWNER_FIELD = "owner_id";
    private static final String ID_FIELD = "id";

    /** How VoIPBin's events are routed. */
    public static final List<RoutingRule> VOIPBIN = VoipbinRouting.RULES;

    private final List<RoutingRule> rules;
    private final int maxTopics;
    private final Set<String> dataFields;

    /** Resources that the rules name, each under itself. */
    private final Map<String, String> resources;

    private final TypeRoutes routes;
    private final Recurring<UUID> customers = new Recurring<>();

    /** Of resources that publishers name themselves. */
    private final Recurring<String> names = new Recurring<>();

    /** @param maxTopics topics that one event may have, {@link Limit#EVENT_TOPICS} */
    public RoutingTable(List<RoutingRule> rules, int maxTopics) {
        this.rules = List.copyOf(rules);
        this.maxTopics = maxTopics;
        Set<String> fields = new HashSet<>(Set.of(CUSTOMER_FIELD, OWNER_FIELD, ID_FIELD));
        for (RoutingRule rule : rules) {
            fields.addAll(rule.idFields());
            rule.parents().forEach(parent -> parent.fields().forEach(fields::add));
        }
        this.dataFields = Set.copyOf(fields);
        this.resources = this.rules.stream()
                .flatMap(RoutingRule::resources)
                .distinct()
                .collect(Collectors.toUnmodifiableMap(name -> name, name -> name));
        this.routes = new TypeRoutes(this.rules);
    }

    /** Whether the routing may need this member of {@code data}. */
    boolean needs(String dataField) {
        return dataFields.contains(dataField);
    }

    /** Whether events of a type are moments, after which nothing lives on, and not states of a resource. */
    boolean isMoment(String type) {
        return routes.of(type).moment();
    }

    @Override
    public boolean mayBelong(TypePattern types, @Nullable String resource) {
        if (types.isExact() && !AttributeRules.isType(types.text())) {
            return false;
        }
        if (resource == null || isBeginningOf(types, resource)) {
            return true;
        }
        return rules.stream().anyMatch(rule -> rule.names(resource) && rule.mayApplyTo(types));
    }

    /** Whether the resource may be a type of the pattern up to its first underscore. */
    private static boolean isBeginningOf(TypePattern types, String resource) {
        return resource.indexOf('_') < 0 && types.overlaps(new TypePattern(resource + "_*"));
    }

    @Override
    public @Nullable String resourceOf(String text) {
        String type = text + "_x";
        if (!AttributeRules.isType(type)) {
            return null;
        }
        String resource = TypeRoute.of(type, rules).own().get(0).resource();
        return Segments.isResource(resource) ? resource : null;
    }

    @Override
    public String shared(String resource) {
        return resources.getOrDefault(resource, resource);
    }

    /** The topics of an event; the customer's scope is the first. */
    Topics topicsOf(EventAttributes event) throws InvalidEventException {
        List<InScope> scopes = new ArrayList<>(2);
        scopes.add(new InScope(Scope.CUSTOMER, customers.of(customerOf(event))));
        List<UUID> agents = new ArrayList<>(agentsOf(event));
        agents.addAll(event.participants);
        for (UUID agent : agents) {
            InScope scope = new InScope(Scope.AGENT, agent);
            if (!scopes.contains(scope)) {
                scopes.add(scope);
            }
        }
        TypeRoute route = routes.of(event.type());
        Resource own = ownOf(event, route);
        Topics topics = new Topics(scopes, own, parentsOf(event, own, route));
        if (topics.size() > maxTopics) {
            throw new InvalidEventException(
                    InvalidEventException.Kind.TOO_MANY_TOPICS,
                    "topics: " + topics.size() + " of them, " + scopes.size() + " scopes and "
                            + (1 + topics.parents().size()) + " resources (expected: at most " + maxTopics + ", "
                            + Limit.EVENT_TOPICS + ")");
        }
        return topics;
    }

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

    private Resource ownOf(EventAttributes event, TypeRoute route) throws InvalidEventException {
        String given = event.subject;
        if (given != null) {
            Resource subject = Resource.parse(given);
            if (subject == null || subject.id() == null) {
                throw InvalidEventException.malformed("subject", given, "<resource>:<resource-id>");
            }
            return new Resource(names.of(subject.name()), subject.id());
        }
        TypeRoute.Own last = route.own().get(0);
        for (TypeRoute.Own own : route.own()) {
            last = own;
            String id = firstPresent(own.idFields(), event.dataFields);
            if (id != null && Segments.isResource(own.resource())) {
                return new Resource(own.resource(), checkedId(id));
            }
        }
        if (!Segments.isResource(last.resource())) {
            throw unroutable("type", event.type(), "<resource>_<action> with a resource of a-z 0-9 -, or a subject");
        }
        String field = last.idFields().get(0);
        throw unroutable(
                "data." + field, event.dataFields.get(field), "the id of the " + last.resource() + ", or a subject");
    }

    private List<Parent> parentsOf(EventAttributes event, Resource own, TypeRoute route) throws InvalidEventException {
        List<Resource> resources = event.parents == null ? parentsByRule(event, route) : parentsGiven(event.parents);
        List<Parent> parents = new ArrayList<>(resources.size());
        for (Resource resource : resources) {
            Parent parent = new Parent(resource, route.directParents().contains(resource.name()));
            if (!resource.equals(own) && !parents.contains(parent)) {
                parents.add(parent);
            }
        }
        return parents;
    }

    private static List<Resource> parentsByRule(EventAttributes event, TypeRoute route) throws InvalidEventException {
        List<ParentRule> rules = route.parents();
        List<Resource> resources = new ArrayList<>(rules.size());
        for (int i = 0, size = rules.size(); i < size; i++) {
            ParentRule rule = rules.get(i);
            String whenField = rule.whenField();
            if (whenField == null || String.valueOf(rule.whenValue()).equals(event.dataFields.get(whenField))) {
                String id = firstPresent(rule.idFields(), event.dataFields);
                resources.add(new Resource(rule.resource(), id == null ? null : checkedId(id)));
            }
        }
        return resources;
    }

    private List<Resource> parentsGiven(String text) throws InvalidEventException {
        List<Resource> resources = new ArrayList<>();
        for (String written : text.split(",", -1)) {
            Resource resource = Resource.parse(written.strip());
            if (resource == null) {
                throw InvalidEventException.malformed(
                        "parents", text, "<resource>:<resource-id> or <resource>, separated by commas");
            }
            resources.add(new Resource(names.of(resource.name()), resource.id()));
        }
        return resources;
    }

    private static @Nullable String firstPresent(List<String> fields, Map<String, String> data) {
        for (int i = 0, size = fields.size(); i < size; i++) {
            String value = data.get(fields.get(i));
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
