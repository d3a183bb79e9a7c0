package dev.ringdown.source.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A RabbitMQ, spoken to in AMQP 0-9-1. A link has two connections: messages come on one, and what we publish goes over the
 * other, since a broker that is short of memory or disk stops reading from whoever publishes, acknowledgements included.
 *
 * <p>Confined to the source's thread.
 */
final class AmqpBroker implements Broker {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int HEARTBEAT_SECONDS = 10;

    /** The largest message that a broker takes by default; what is larger than an event may be is refused later. */
    private static final int MAX_MESSAGE_BYTES = 128 * 1024 * 1024;

    private final RabbitmqOptions options;
    private final Turns turns;
    private final ConnectionFactory factory;

    /**
     * @throws IOException the certificates cannot be read
     * @throws IllegalArgumentException the URI is none of a broker
     */
    AmqpBroker(RabbitmqOptions options, Turns turns) throws IOException {
        this.options = options;
        this.turns = turns;
        this.factory = factory(options.uri(), options.ca());
    }

    private static ConnectionFactory factory(String uri, @Nullable Path ca) throws IOException {
        ConnectionFactory factory = new ConnectionFactory();
        try {
            factory.setUri(uri);
            if (factory.isSSL()) { // the URI alone would have any certificate accepted
                factory.useSslProtocol(TrustedCertificates.context(ca));
                factory.enableHostnameVerification();
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("source.rabbitmq.uri: not a URI (expected: amqp://user:password@host)");
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot speak TLS to the broker: " + e.getMessage(), e);
        }
        factory.setAutomaticRecoveryEnabled(false); // the source connects anew, with all that belongs to it
        factory.setConnectionTimeout(TIMEOUT_MILLIS);
        factory.setHandshakeTimeout(TIMEOUT_MILLIS);
        factory.setChannelRpcTimeout(TIMEOUT_MILLIS);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        factory.setMaxInboundMessageBodySize(MAX_MESSAGE_BYTES);
        factory.setThreadFactory(task -> {
            Thread thread = new Thread(task, "amqp");
            thread.setDaemon(true);
            return thread;
        });
        return factory;
    }

    @Override
    public String address() {
        return factory.getHost() + ":" + factory.getPort();
    }

    @Override
    public Link open(Listener heard) throws IOException {
        Connection consuming = connect("events");
        try {
            Connection publishing = connect("dead letters");
            try {
                Channel side = publishing.createChannel();
                Depths depths = declare(side);
                AmqpLink link = new AmqpLink(
                        new AmqpLink.Channels(consuming.createChannel(), side), depths, options, turns, heard);
                link.begin();
                return link;
            } catch (IOException | ShutdownSignalException e) {
                publishing.abort(TIMEOUT_MILLIS);
                throw e;
            }
        } catch (IOException e) {
            consuming.abort(TIMEOUT_MILLIS);
            throw new IOException(AmqpReasons.of(e), e);
        } catch (ShutdownSignalException e) {
            consuming.abort(TIMEOUT_MILLIS);
            throw new IOException(AmqpReasons.of(e), e);
        }
    }

    private Connection connect(String purpose) throws IOException {
        try {
            return factory.newConnection("ringdown " + purpose);
        } catch (IOException | ShutdownSignalException e) {
            throw new IOException(AmqpReasons.of(e), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer in " + TIMEOUT_MILLIS + " ms", e);
        }
    }

    /** All of it may be there already, made alike by us or by the platform. */
    private Depths declare(Channel channel) throws IOException {
        channel.exchangeDeclare(options.exchange(), "topic", true);
        // Several consumers at once would turn the order around.
        int waiting = declare(channel, options.queue(), options.maxLength(), Map.of("x-single-active-consumer", true));
        int buried = declare(channel, options.deadLetterQueue(), options.maxDeadLetters(), Map.of());
        channel.queueBind(options.queue(), options.exchange(), "#");
        return new Depths(waiting, buried);
    }

    /** Returns how many messages wait in it. */
    private static int declare(Channel channel, String queue, long maxLength, Map<String, Object> more)
            throws IOException {
        Map<String, Object> arguments = new HashMap<>(more);
        arguments.put("x-queue-type", "quorum");
        arguments.put("x-max-length", maxLength);
        arguments.put("x-overflow", "drop-head");
        return channel.queueDeclare(queue, true, false, false, arguments).getMessageCount();
    }
}
