package dev.ringdown.torture.world;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/** Makes up the events of one publisher. Confined to its thread. */
public final class EventMaker {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One event in two forms. */
    public record Made(Published event, byte[] cloudEvent) {}

    private final Chance chance;
    private final String source;
    private int count;

    /** @param source of all its events; with the id it names an event */
    public EventMaker(Chance chance, String source) {
        this.chance = chance;
        this.source = source;
    }

    /** Something happens at a customer. */
    public Made event(Customer customer, int number) {
        Resource resource = chance.oneOf(customer.resources());
        String type = EventTypes.oneOf(chance, resource.type());
        List<String> agents = chance.some(customer.agents(), chance.between(0, 2));
        String id = source.substring(1) + '-' + ++count;
        boolean fromData = chance.percent(50) && agents.size() < 2;
        byte[] data = data(customer, resource, agents, fromData).toString().getBytes(StandardCharsets.UTF_8);
        Published event = new Published(number, id, customer.id(), agents, type, resource, hash(data, 0, data.length));
        return new Made(event, cloudEvent(event, fromData, data));
    }

    private ObjectNode data(Customer customer, Resource resource, List<String> agents, boolean routed) {
        ObjectNode data = JSON.createObjectNode();
        if (routed) {
            data.put("id", resource.id()).put("customer_id", customer.id());
            agents.forEach(agent -> data.put("owner_id", agent));
        }
        data.put("count", count);
        boolean large = chance.percent(customer.busy() ? 40 : 10);
        return data.put("text", chance.text(large ? chance.between(1_000, 8_000) : chance.between(10, 400)));
    }

    private byte[] cloudEvent(Published event, boolean fromData, byte[] data) {
        ObjectNode json = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", event.id())
                .put("source", source)
                .put("type", event.type());
        if (!fromData) {
            json.put("customerid", event.customer())
                    .put("subject", event.resource().subject());
            if (!event.agents().isEmpty()) {
                json.put("agentids", String.join(",", event.agents()));
            }
        }
        String head = json.toString();
        String text = new String(data, StandardCharsets.UTF_8);
        return (head.substring(0, head.length() - 1) + ",\"data\":" + text + '}').getBytes(StandardCharsets.UTF_8);
    }

    /** What tells the bytes of {@code data} from others. */
    public static int hash(byte[] bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }
}
