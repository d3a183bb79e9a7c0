package dev.ringdown.config;

import static dev.ringdown.config.Setting.HOUR;
import static dev.ringdown.config.Setting.KIB;
import static dev.ringdown.config.Setting.MIB;
import static dev.ringdown.config.Setting.MILLISECOND;
import static dev.ringdown.config.Setting.bytes;
import static dev.ringdown.config.Setting.duration;
import static dev.ringdown.config.Setting.number;

import dev.ringdown.limits.BodyBudget;
import dev.ringdown.limits.WaitingSockets;
import dev.ringdown.protocol.Limit;
import dev.ringdown.transport.InternalOptions;
import java.time.Duration;

/**
 * What is bounded of the internal port, of bodies on both ports, and of webhooks. Immutable.
 *
 * <p>It and {@link LimitsSection} know each other: it is a part of that section, and holds some of its keys against
 * others there.
 *
 * @param webhookBodies bodies of webhooks that may be in memory
 * @param badSignaturesPerMinute webhooks of one client address that are not signed as they should be
 * @param maxAuthentications credentials of others than publishers that may wait to be verified
 */
public record InternalLimits(
        InternalOptions options, BodyBudget.Bounds webhookBodies, int badSignaturesPerMinute, int maxAuthentications) {
    static final Keys KEYS = new Keys();

    private static final Setting<Long> BATCH_BYTES = KEYS.add(
            bytes(Limit.BATCH_BYTES.key(), "16MiB", KIB, 1024L * MIB, "Largest body of a publish request (413)."));
    private static final Setting<Long> BODY_BYTES_PER_PUBLISHER = KEYS.add(
            bytes(
                    Limit.BODY_BYTES_PER_PUBLISHER.key(),
                    "32MiB",
                    KIB,
                    64L * 1024 * MIB,
                    "Bodies of publish requests, and lines of streams, that have begun and not ended, of one publisher (429)."));
    private static final Setting<Long> BODY_BYTES = KEYS.add(
            bytes(Limit.BODY_BYTES.key(), "64MiB", KIB, 64L * 1024 * MIB, "The same of everybody together (503)."));
    private static final Setting<Integer> PIPELINED_REQUESTS = KEYS.add(number(
            Limit.PIPELINED_REQUESTS.key(),
            256,
            1,
            100_000,
            "Requests under way on one internal connection, at which nothing more is read from it."));
    private static final Setting<Long> ANSWER_BYTES = KEYS.add(bytes(
            Limit.ANSWER_BYTES.key(),
            "64KiB",
            16 * KIB,
            1024L * MIB,
            "Answers on one internal connection that its peer does not take, at which nothing more is read from it."));
    private static final Setting<Integer> CONNECTIONS = KEYS.add(number(
            Limit.INTERNAL_CONNECTIONS.key(),
            4_096,
            1,
            1_000_000,
            "Connections to the internal port; with one more, the one that has been idle longest is closed."));
    private static final Setting<Integer> CONNECTIONS_PER_ADDRESS = KEYS.add(
            number(Limit.INTERNAL_CONNECTIONS_PER_ADDRESS.key(), 1_024, 1, 1_000_000, "Those of one address."));
    private static final Setting<Duration> HEAD_TIMEOUT = KEYS.add(
            duration(
                    Limit.HEAD_TIMEOUT.key(),
                    "10s",
                    MILLISECOND,
                    HOUR,
                    "How long the head of a request to the internal port may take (408); of the first one, from its connection on."));
    private static final Setting<Duration> BODY_TIMEOUT = KEYS.add(duration(
            Limit.BODY_TIMEOUT.key(),
            "60s",
            MILLISECOND,
            HOUR,
            "How long the body of a request to the internal port may take (408), or one line of a stream."));
    private static final Setting<Integer> STREAM_LINES = KEYS.add(number(
            "limits.stream-lines",
            4096,
            1,
            1_000_000,
            "Unanswered lines of one NDJSON stream, at which nothing more is read from it."));
    private static final Setting<Long> WEBHOOK_BYTES_PER_WEBHOOK = KEYS.add(bytes(
            Limit.WEBHOOK_BYTES_PER_WEBHOOK.key(),
            "4MiB",
            KIB,
            1024L * MIB,
            "Bodies for one webhook that are in memory at a time (503)."));
    private static final Setting<Long> WEBHOOK_BYTES = KEYS.add(bytes(
            Limit.WEBHOOK_BYTES.key(),
            "16MiB",
            KIB,
            1024L * MIB,
            "Bodies of webhooks that are in memory at a time, of everybody together (503)."));
    private static final Setting<Integer> BAD_SIGNATURES = KEYS.add(
            number(
                    Limit.BAD_SIGNATURES_PER_MINUTE.key(),
                    600,
                    1,
                    10_000_000,
                    "Webhooks of one client address that may come in a minute, or at once, and are not signed as they should be;"
                            + " then the next are refused unread (503), unless a well signed one came from there within a day."));

    private static final Setting<Integer> AUTHENTICATIONS = KEYS.add(
            number(
                    Limit.INTERNAL_AUTHENTICATIONS.key(),
                    64,
                    1,
                    1_000_000,
                    "Credentials of others than publishers and operators, shown to publish, that may wait to be verified (503)."));

    static InternalLimits read(Values values) {
        return new InternalLimits(
                new InternalOptions(
                        values.intOf(BATCH_BYTES),
                        new BodyBudget.Bounds(
                                Limit.BODY_BYTES_PER_PUBLISHER,
                                atLeast(values, BODY_BYTES_PER_PUBLISHER, BATCH_BYTES),
                                Limit.BODY_BYTES,
                                atLeast(values, BODY_BYTES, BATCH_BYTES)),
                        values.get(PIPELINED_REQUESTS),
                        values.intOf(ANSWER_BYTES),
                        values.get(STREAM_LINES),
                        new WaitingSockets.Maxima(
                                values.get(CONNECTIONS),
                                values.get(CONNECTIONS_PER_ADDRESS),
                                Limit.INTERNAL_CONNECTIONS,
                                Limit.INTERNAL_CONNECTIONS_PER_ADDRESS),
                        values.get(HEAD_TIMEOUT),
                        values.get(BODY_TIMEOUT),
                        values.get(LimitsSection.STALLED)),
                new BodyBudget.Bounds(
                        Limit.WEBHOOK_BYTES_PER_WEBHOOK,
                        atLeast(values, WEBHOOK_BYTES_PER_WEBHOOK, LimitsSection.EVENT_BYTES),
                        Limit.WEBHOOK_BYTES,
                        atLeast(values, WEBHOOK_BYTES, LimitsSection.EVENT_BYTES)),
                values.get(BAD_SIGNATURES),
                values.get(AUTHENTICATIONS));
    }

    /** Room for the largest one at least, or it would be told for ever to come back. */
    private static long atLeast(Values values, Setting<Long> setting, Setting<Long> largest) {
        long bytes = values.get(setting);
        if (bytes < values.get(largest)) {
            values.fault(setting.key(), bytes + " bytes", "at least " + largest.key());
        }
        return bytes;
    }
}
