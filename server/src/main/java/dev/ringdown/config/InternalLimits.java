package dev.ringdown.config;

import static dev.ringdown.config.Setting.KIB;
import static dev.ringdown.config.Setting.MIB;
import static dev.ringdown.config.Setting.bytes;
import static dev.ringdown.config.Setting.number;

import dev.ringdown.limits.BodyBudget;
import dev.ringdown.protocol.Limit;
import dev.ringdown.transport.InternalOptions;

/**
 * What is bounded of the internal port, and of bodies on both ports. Immutable.
 *
 * @param webhookBodies bodies of webhooks that may be in memory
 */
public record InternalLimits(InternalOptions options, BodyBudget.Bounds webhookBodies) {
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
            "256KiB",
            16 * KIB,
            1024L * MIB,
            "Answers on one internal connection that its peer does not take, at which nothing more is read from it."));
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
                        values.get(LimitsSection.STALLED)),
                new BodyBudget.Bounds(
                        Limit.WEBHOOK_BYTES_PER_WEBHOOK,
                        atLeast(values, WEBHOOK_BYTES_PER_WEBHOOK, LimitsSection.EVENT_BYTES),
                        Limit.WEBHOOK_BYTES,
                        atLeast(values, WEBHOOK_BYTES, LimitsSection.EVENT_BYTES)));
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
