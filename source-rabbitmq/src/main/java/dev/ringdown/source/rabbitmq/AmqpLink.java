package dev.ringdown.source.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Command;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Two connections to a broker, on one of which messages come. What the library's threads tell is handed over to the
 * source's turns; everything else is confined to the source's thread.
 */
final class AmqpLink implements Broker.Link {
    /** Headers of a dead letter. */
    static final String REASON = "x-ringdown-reason";

    static final String EXCHANGE = "x-ringdown-exchange";
    static final String ROUTING_KEY = "x-ringdown-routing-key";

    private static final int PERSISTENT = 2;
    private static final int CLOSE_TIMEOUT_MILLIS = 2_000;

    /**
     * The channels of a link, each on a connection of its own.
     *
     * @param events on which messages come
     * @param side for dead letters and questions
     */
    record Channels(Channel events, Channel side) {}

    private final Connection consuming;
    private final Connection publishing;
    private final Channel events;
    private final Channel side;
    private final Broker.Depths depthsAtFirst;
    private final RabbitmqOptions options;
    private final Turns turns;
    private final Broker.Listener heard;

    /** What runs when the broker has confirmed what was published, by its number. */
    private final NavigableMap<Long, Runnable> unconfirmed = new TreeMap<>();

    AmqpLink(
            Channels channels,
            Broker.Depths depthsAtFirst,
            RabbitmqOptions options,
            Turns turns,
            Broker.Listener heard) {
        this.events = channels.events();
        this.side = channels.side();
        this.consuming = events.getConnection();
        this.publishing = side.getConnection();
        this.depthsAtFirst = depthsAtFirst;
        this.options = options;
        this.turns = turns;
        this.heard = heard;
    }

    /** Begins to take messages. */
    void begin() throws IOException {
        consuming.addShutdownListener(this::shutDown);
        publishing.addShutdownListener(this::shutDown);
        events.addShutdownListener(this::shutDown);
        side.addShutdownListener(this::shutDown);
        side.confirmSelect();
        side.addConfirmListener(
                (number, multiple) -> turns.execute(() -> confirmed(number, multiple)),
                (number, multiple) -> turns.execute(() -> heard.lost("the broker refused a dead letter")));
        side.addReturnListener(returned ->
                turns.execute(() -> heard.lost("the dead-letter queue is gone: " + returned.getReplyText())));
        events.basicQos(options.prefetch());
        String unused = events.basicConsume(options.queue(), false, new DefaultConsumer(events) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                Delivery delivery = new Delivery(
                        envelope.getDeliveryTag(),
                        envelope.getExchange(),
                        envelope.getRoutingKey(),
                        properties,
                        body,
                        System.nanoTime());
                turns.execute(() -> heard.delivered(delivery));
            }

            @Override
            public void handleCancel(String tag) {
                turns.execute(() -> heard.lost("the queue is gone"));
            }
        });
    }

    private void shutDown(ShutdownSignalException cause) {
        turns.execute(() -> heard.lost(AmqpReasons.of(cause)));
    }

    private void confirmed(long number, boolean multiple) {
        if (!multiple) {
            Runnable buried = unconfirmed.remove(number);
            if (buried != null) {
                buried.run();
            }
            return;
        }
        while (!unconfirmed.isEmpty() && unconfirmed.firstKey() <= number) {
            unconfirmed.pollFirstEntry().getValue().run();
        }
    }

    @Override
    public Broker.Depths depthsAtFirst() {
        return depthsAtFirst;
    }

    @Override
    public void acknowledge(long tag) throws IOException {
        try {
            events.basicAck(tag, true);
        } catch (AlreadyClosedException e) {
            throw new IOException(AmqpReasons.of(e), e);
        }
    }

    @Override
    public void bury(Delivery delivery, String reason, Runnable buried) throws IOException {
        Map<String, Object> headers = new HashMap<>();
        if (delivery.properties().getHeaders() != null) {
            headers.putAll(delivery.properties().getHeaders());
        }
        headers.put(REASON, reason);
        headers.put(EXCHANGE, delivery.exchange());
        headers.put(ROUTING_KEY, delivery.routingKey());
        BasicProperties properties = delivery.properties()
                .builder()
                .headers(headers)
                .deliveryMode(PERSISTENT)
                .build();
        try {
            unconfirmed.put(side.getNextPublishSeqNo(), buried);
            side.basicPublish("", options.deadLetterQueue(), true, properties, delivery.body());
        } catch (AlreadyClosedException e) {
            throw new IOException(AmqpReasons.of(e), e);
        }
    }

    @Override
    public void askDepths(Consumer<Broker.Depths> told) throws IOException {
        ask(options.queue(), waiting -> {
            try { // one question at a time, or the second would wait for the first on this thread
                ask(options.deadLetterQueue(), buried -> told.accept(new Broker.Depths(waiting, buried)));
            } catch (IOException e) {
                heard.lost(String.valueOf(e.getMessage()));
            }
        });
    }

    /** A queue that is gone closes the channel, which is told like every other loss. */
    private void ask(String queue, LongConsumer told) throws IOException {
        try {
            var unused = side.asyncCompletableRpc(new AMQP.Queue.Declare.Builder()
                            .queue(queue)
                            .passive()
                            .build())
                    .thenApply(AmqpLink::messageCount)
                    .thenAccept(messages -> turns.execute(() -> told.accept(messages)));
        } catch (AlreadyClosedException e) {
            throw new IOException(AmqpReasons.of(e), e);
        }
    }

    private static long messageCount(Command answer) {
        return ((AMQP.Queue.DeclareOk) answer.getMethod()).getMessageCount();
    }

    @Override
    public void close() {
        consuming.abort(CLOSE_TIMEOUT_MILLIS); // whatever it says, it is over
        publishing.abort(CLOSE_TIMEOUT_MILLIS);
    }
}
