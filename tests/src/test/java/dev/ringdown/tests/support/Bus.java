package dev.ringdown.tests.support;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/**
 * Publishes as VoIPBin's webhook-manager does: an event once for each of its scopes, with the routing keys and the body of
 * {@code bin-webhook-manager/pkg/webhookhandler/routingkey.go} and {@code bin-common-handler/pkg/rabbitmqhandler} in
 * voipbin/monorepo, as of 2026-08-22. Unlike that it waits until the broker has what it publishes. Confined to its test.
 */
public final class Bus implements AutoCloseable {
    public static final String EXCHANGE = "bin-manager.webhook-manager.event.topic";

    private static final BasicProperties PLAIN_TEXT =
            new BasicProperties.Builder().contentType("text/plain").build();

    private final Connection connection;
    private final Channel channel;

    /** Connects; the exchange is made if it is missing. */
    public Bus(RunningBroker broker) {
        try {
            connection = broker.connect();
            channel = connection.createChannel();
            channel.exchangeDeclare(EXCHANGE, "topic", true);
            channel.confirmSelect();
        } catch (IOException | TimeoutException e) {
            throw new LostException(e);
        }
    }

    /** Publishes every copy of an event that is not of a chat. */
    public void publish(TestEvent event) {
        for (String scope : scopes(event)) {
            send(key(scope, resource(event), event.type(), event.id()), event);
        }
        confirm();
    }

    /** Publishes every copy of many events, and waits only now and then. */
    public void publishAll(List<TestEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            TestEvent event = events.get(i);
            for (String scope : scopes(event)) {
                send(key(scope, resource(event), event.type(), event.id()), event);
            }
            if (i % 500 == 499) {
                confirm();
            }
        }
        confirm();
    }

    /** Publishes every copy of an event of a chat, for these agents besides the owner. */
    public void publishOfChat(TestEvent event, Agent... participants) {
        for (String scope : scopes(event)) {
            send(chatKey(scope, event), event);
        }
        for (Agent participant : participants) {
            send(chatKey(agentScope(participant.id()), event), event);
        }
        confirm();
    }

    /** Publishes one copy of an event of a chat, which names this agent. */
    public void publishOfChatTo(TestEvent event, Agent participant) {
        send(chatKey(agentScope(participant.id()), event), event);
        confirm();
    }

    /** Publishes any message. */
    public void publish(String routingKey, String body) {
        send(routingKey, body);
        confirm();
    }

    private static List<String> scopes(TestEvent event) {
        List<String> scopes =
                new ArrayList<>(List.of("customer_id." + event.data().get("customer_id")));
        Object owner = event.data().get("owner_id");
        if (owner != null) {
            scopes.add("agent_id." + owner);
        }
        return scopes;
    }

    private static String agentScope(UUID agent) {
        return "agent_id." + agent;
    }

    private static String chatKey(String scope, TestEvent event) {
        Object chat = event.data().getOrDefault("chat_id", event.id());
        return key(scope, "talk", event.type(), String.valueOf(chat));
    }

    private static String key(String scope, String resource, String type, String id) {
        return String.join(".", scope, resource, type, id);
    }

    private static String resource(TestEvent event) {
        return event.type().substring(0, event.type().indexOf('_'));
    }

    private void send(String routingKey, TestEvent event) {
        send(routingKey, event.onTheBus());
    }

    private void send(String routingKey, String body) {
        try {
            channel.basicPublish(EXCHANGE, routingKey, PLAIN_TEXT, body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | ShutdownSignalException e) {
            throw new LostException(e);
        }
    }

    private void confirm() {
        try {
            channel.waitForConfirmsOrDie(Patience.LIMIT.toMillis());
        } catch (IOException | ShutdownSignalException | TimeoutException e) {
            throw new LostException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the broker", e);
        }
    }

    /** The connection broke; whether the broker has what was published last is not known. */
    public static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private LostException(Exception cause) {
            super("the broker is gone", cause);
        }
    }

    @Override
    public void close() {
        connection.abort(1_000);
    }
}
