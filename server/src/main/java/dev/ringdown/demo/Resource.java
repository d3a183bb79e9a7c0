package dev.ringdown.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * One resource of the platform as its events show it: a call, a chat, an agent. Its JSON has the members that VoIPBin's
 * has. Confined to the thread of its world.
 */
final class Resource {
    /** The id of nobody. */
    static final UUID NONE = new UUID(0, 0);

    private final World world;
    private final String kind;
    private final UUID id;
    private final UUID customerId;
    private final ObjectNode members = JsonNodeFactory.instance.objectNode();

    /** A resource with an id of its own, which belongs to nobody yet. */
    Resource(World world, String kind, DemoCustomer customer) {
        this(world, kind, world.chance().id(), customer.id());
    }

    /** @param kind the type of its events up to the action, such as {@code call} */
    Resource(World world, String kind, UUID id, UUID customerId) {
        this.world = world;
        this.kind = kind;
        this.id = id;
        this.customerId = customerId;
        set("id", id);
        set("customer_id", customerId);
        set("owner_type", "");
        set("owner_id", NONE);
    }

    UUID id() {
        return id;
    }

    Resource set(String member, String value) {
        members.put(member, value);
        return this;
    }

    Resource set(String member, UUID value) {
        members.put(member, value.toString());
        return this;
    }

    Resource set(String member, long value) {
        members.put(member, value);
        return this;
    }

    /** A phone number, or another address, with the name of who is reached there. */
    Resource setAddress(String member, String type, String target, String name) {
        members.putObject(member)
                .put("type", type)
                .put("target", target)
                .put("target_name", name)
                .put("name", "")
                .put("detail", "");
        return this;
    }

    Resource ownedBy(DemoAgent agent) {
        set("owner_type", "agent");
        return set("owner_id", agent.id());
    }

    /** Announces timestamps of moments that may come later. */
    Resource notYet(String... timestamps) {
        for (String timestamp : timestamps) {
            set(timestamp, World.NEVER);
        }
        return this;
    }

    /** The moment of this timestamp is now. */
    Resource reached(String timestamp) {
        return set(timestamp, world.timestamp());
    }

    /** The resource exists from now on; its first event implies it. */
    Resource create() {
        return reached("tm_create").notYet("tm_update", "tm_delete");
    }

    /** Publishes the resource as it is now: {@code <kind>_<action>}. Lifecycles do it, since they count. */
    void publish(String action) {
        if (members.has("tm_create")) {
            reached("tm_update");
        } else {
            create();
        }
        String type = kind + '_' + action;
        world.publish(customerId, type, "{\"type\":\"" + type + "\",\"data\":" + members + '}');
    }
}
