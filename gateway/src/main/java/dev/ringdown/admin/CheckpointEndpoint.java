package dev.ringdown.admin;

import static java.util.Objects.requireNonNull;

import dev.ringdown.audit.AuditLog;
import dev.ringdown.http.Answer;
import dev.ringdown.http.InvalidQueryException;
import dev.ringdown.http.Problem;
import dev.ringdown.http.Query;
import dev.ringdown.http.Request;
import dev.ringdown.log.Checkpoint;
import dev.ringdown.log.Checkpoints;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands this node's store to other nodes, piece by piece, under {@code /v1.0/checkpoints}. A checkpoint that nobody asks for any
 * more is ended, since it keeps on the disk what the store drops. Thread-safe; one question is answered at a time.
 */
public final class CheckpointEndpoint implements AutoCloseable {
    /** The most that one answer has of a file. */
    public static final int PIECE_BYTES = 256 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointEndpoint.class);
    private static final String ACTION = "checkpoint";

    private final Operators operators;
    private final @Nullable Checkpoints checkpoints;
    private final Supplier<@Nullable String> notReady;
    private final CheckpointOptions options;
    private final IdleTimer timer;
    private final GatewayMetrics metrics;

    /** When each was asked for last, by its id. Guarded by this. */
    private final Map<String, Long> usedNanos = new HashMap<>();

    /**
     * @param checkpoints null: the store is not in files
     * @param notReady why nobody should have the store at this time; null if anybody may
     */
    public CheckpointEndpoint(
            Operators operators,
            @Nullable Checkpoints checkpoints,
            Supplier<@Nullable String> notReady,
            CheckpointOptions options,
            IdleTimer timer,
            GatewayMetrics metrics) {
        this.operators = requireNonNull(operators, "operators");
        this.checkpoints = checkpoints;
        this.notReady = requireNonNull(notReady, "notReady");
        this.options = requireNonNull(options, "options");
        this.timer = requireNonNull(timer, "timer");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /** {@code POST /v1.0/checkpoints}: begins one, and tells its files. */
    public CompletionStage<Answer> begin(Request request) {
        return operators.answer(ACTION, request, operator -> {
            Query.parse(request.query(), List.of());
            return checkpoints == null ? inMemory() : begin(operator, checkpoints);
        });
    }

    private static Answer inMemory() {
        return Problem.of(404, "Not Found", "this node keeps its log in memory (expected: log.store=embedded)")
                .toAnswer();
    }

    private synchronized Answer begin(String operator, Checkpoints from) {
        String reason = notReady.get();
        if (reason != null) {
            return unavailable("this node should not be copied: " + reason);
        }
        if (usedNanos.size() >= options.most()) {
            metrics.limitReached(Limit.ADMIN_CHECKPOINTS);
            return Problem.of(
                            429,
                            "Too Many Requests",
                            "as many checkpoints are there as may be (" + Limit.ADMIN_CHECKPOINTS + ")")
                    .withLimit(Limit.ADMIN_CHECKPOINTS)
                    .retryAfterSeconds(options.idle().toSeconds())
                    .toAnswer();
        }
        Checkpoint begun;
        try {
            begun = from.begin();
        } catch (IOException e) {
            LOG.warn("no checkpoint: {}", e.getMessage());
            return unavailable(String.valueOf(e.getMessage()));
        }
        AuditLog.line("checkpoint.begin", operator)
                .addKeyValue("checkpoint", begun.id())
                .addKeyValue("files", begun.files().size())
                .addKeyValue("bytes", begun.bytes())
                .log("the log may be copied");
        usedNanos.put(begun.id(), timer.nanos());
        timer.after(options.idle(), () -> endIfIdle(begun.id()));
        return CheckpointAnswers.begun(begun);
    }

    /** {@code GET /v1.0/checkpoints/<id>?file=…&from=…}: what one has of a file from a byte on, {@link #PIECE_BYTES} at most. */
    public CompletionStage<Answer> read(Request request, String id) {
        return operators.answer(ACTION, request, operator -> {
            Query query = Query.parse(request.query(), List.of("file", "from"));
            String file = query.get("file");
            if (file == null) {
                throw new InvalidQueryException("file", "missing", "the name of a file of the checkpoint");
            }
            return read(id, file, query.number("from", 0, 0, Long.MAX_VALUE));
        });
    }

    private synchronized Answer read(String id, String file, long fromByte) {
        if (checkpoints == null || usedNanos.replace(id, timer.nanos()) == null) {
            return notHere("the checkpoint is not on this node, or not any more");
        }
        try {
            byte[] piece = checkpoints.read(id, file, fromByte, PIECE_BYTES);
            return piece == null
                    ? notHere("the checkpoint has no such file")
                    : new Answer(200, "application/octet-stream", piece, Map.of());
        } catch (IOException e) {
            LOG.warn("cannot read {} of checkpoint {}: {}", file, id, e.toString());
            return unavailable("the file cannot be read: " + e.getMessage());
        }
    }

    /** {@code DELETE /v1.0/checkpoints/<id>}: ends one. */
    public CompletionStage<Answer> end(Request request, String id) {
        return operators.answer(
                ACTION,
                request,
                operator -> end(id, operator, "asked")
                        ? Answer.noContent()
                        : notHere("the checkpoint is not on this node, or not any more"));
    }

    private synchronized void endIfIdle(String id) {
        Long used = usedNanos.get(id);
        if (used == null) {
            return;
        }
        Duration left = options.idle().minusNanos(timer.nanos() - used);
        if (left.isNegative() || left.isZero()) {
            var unused = end(id, null, "idle");
        } else {
            timer.after(left, () -> endIfIdle(id));
        }
    }

    /**
     * @param operator null: nobody has asked for it
     * @return whether there was one
     */
    private synchronized boolean end(String id, @Nullable String operator, String reason) {
        if (checkpoints == null || usedNanos.remove(id) == null) {
            return false;
        }
        try {
            checkpoints.end(id);
        } catch (IOException e) {
            LOG.warn("cannot remove all of checkpoint {}: {} (the next start does)", id, e.toString());
        }
        AuditLog.line("checkpoint.end", operator)
                .addKeyValue("checkpoint", id)
                .addKeyValue("reason", reason)
                .log("a copy of the log ends");
        return true;
    }

    private static Answer unavailable(String reason) {
        return Problem.of(503, "Service Unavailable", reason)
                .retryAfterSeconds(1)
                .toAnswer();
    }

    private static Answer notHere(String what) {
        return Problem.of(404, "Not Found", what).toAnswer();
    }

    /** Ends all of them. */
    @Override
    public synchronized void close() {
        for (String id : List.copyOf(usedNanos.keySet())) {
            var unused = end(id, null, "closed");
        }
    }
}
