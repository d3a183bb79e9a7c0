/**
 * Events from a platform's RabbitMQ: a queue of our own, bound to the platform's exchange, from which messages are taken
 * in order and acknowledged in order, once the log has what they say. Everything runs on one thread of its own, the
 * source's; the client library's threads and the log's appender only hand over to it. It knows events and how to append
 * them, and nothing of sessions, HTTP or metrics.
 */
@NullMarked
package dev.ringdown.source.rabbitmq;

import org.jspecify.annotations.NullMarked;
