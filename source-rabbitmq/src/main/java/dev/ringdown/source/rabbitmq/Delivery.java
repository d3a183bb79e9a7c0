package dev.ringdown.source.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;

/**
 * A message as the broker gave it. Immutable, if nobody writes into the body, which is not copied.
 *
 * @param tag what the broker calls it on its channel, counted from 1
 * @param receivedNanos {@link System#nanoTime()} when it was there, for latency
 */
record Delivery(
        long tag, String exchange, String routingKey, BasicProperties properties, byte[] body, long receivedNanos) {}
