package dev.ringdown.config;

import static dev.ringdown.config.Setting.duration;
import static dev.ringdown.config.Setting.number;
import static dev.ringdown.config.Setting.secret;
import static dev.ringdown.config.Setting.text;

import dev.ringdown.source.rabbitmq.RabbitmqOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The RabbitMQ from which events are taken. Immutable.
 *
 * @param options null: there is none
 */
public record RabbitmqSection(@Nullable RabbitmqOptions options) {
    static final Keys KEYS = new Keys();

    /** How many events per message of the prefetch the log knows for duplicates whatever their age; see decision 0027. */
    private static final int AGELESS_PER_MESSAGE = 20;

    private static final Setting<String> URI_OF_BROKER = KEYS.add(secret(
            "source.rabbitmq.uri",
            "The RabbitMQ from which events are taken; amqps is with TLS; empty: none.",
            "empty, or amqp:// or amqps://, with user:password@host:port/vhost",
            RabbitmqSection::isUri));
    private static final Setting<String> CA = KEYS.add(text(
            "source.rabbitmq.ca",
            "",
            "PEM file of the certificates that an amqps broker's must be signed by; empty: those that Java trusts.",
            "empty, or a file that can be read",
            file -> file.isEmpty() || FileNames.isReadable(file)));
    private static final Setting<String> EXCHANGE = KEYS.add(text(
            "source.rabbitmq.exchange",
            RabbitmqOptions.VOIPBIN_EXCHANGE,
            "The platform's topic exchange; made if it is missing.",
            "a name of 1 to 127 of A-Z a-z 0-9 . _ : -",
            RabbitmqSection::isName));
    private static final Setting<String> QUEUE = KEYS.add(text(
            "source.rabbitmq.queue",
            "ringdown",
            "Our queue, the same for all nodes that share the events; made and bound if it is missing. What cannot be"
                    + " read goes to the queue of this name and .dead.",
            "a name of 1 to 127 of A-Z a-z 0-9 . _ : -",
            RabbitmqSection::isName));
    private static final Setting<Integer> PREFETCH = KEYS.add(number(
            "source.rabbitmq.prefetch",
            500,
            1,
            65_535,
            "Messages that may be taken from the broker and not be in the log yet."));
    private static final Setting<Integer> MAX_LENGTH = KEYS.add(number(
            "source.rabbitmq.max-length",
            1_000_000,
            1,
            1_000_000_000,
            "Messages that the queue holds while no gateway takes them; the broker forgets the oldest beyond it."));
    private static final Setting<Integer> MAX_DEAD_LETTERS = KEYS.add(number(
            "source.rabbitmq.max-dead-letters",
            10_000,
            1,
            1_000_000_000,
            "Messages that the dead-letter queue holds; the broker forgets the oldest beyond it."));
    private static final Setting<Duration> CHAT_WAIT = KEYS.add(duration(
            "source.rabbitmq.chat-wait",
            "50ms",
            Duration.ZERO,
            Duration.ofSeconds(10),
            "How long the copies of a chat's event are waited for, which together say who takes part."));

    static RabbitmqSection read(Values values) {
        String uri = values.get(URI_OF_BROKER);
        String ca = values.get(CA);
        RabbitmqOptions options = new RabbitmqOptions(
                uri,
                ca.isEmpty() ? null : Path.of(ca),
                values.get(EXCHANGE),
                values.get(QUEUE),
                values.get(PREFETCH),
                values.get(MAX_LENGTH),
                values.get(MAX_DEAD_LETTERS),
                values.get(CHAT_WAIT));
        return new RabbitmqSection(uri.isEmpty() ? null : options);
    }

    /** How many of its newest events the log must know whatever their age. */
    static int agelessEvents(Values values) {
        return values.get(URI_OF_BROKER).isEmpty() ? 0 : AGELESS_PER_MESSAGE * values.get(PREFETCH);
    }

    private static boolean isName(String name) {
        return name.matches("[A-Za-z0-9._:-]{1,127}");
    }

    private static boolean isUri(String text) {
        if (text.isEmpty()) {
            return true;
        }
        try {
            URI uri = new URI(text);
            return Set.of("amqp", "amqps").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
