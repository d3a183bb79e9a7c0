package dev.ringdown.admin;

import static java.util.Objects.requireNonNull;

import dev.ringdown.auth.InternalKeys;
import dev.ringdown.http.Answer;
import dev.ringdown.http.InvalidQueryException;
import dev.ringdown.http.Problem;
import dev.ringdown.http.Request;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators from others by their keys, and does what they ask for where it may take time. Thread-safe. */
public final class Operators {
    private static final Logger LOG = LoggerFactory.getLogger(Operators.class);

    /** What is done for an operator whose key is good; it may block. */
    interface Operation {
        Answer carryOut(String operator) throws InvalidQueryException, NoAnswerException;
    }

    private final InternalKeys keys;
    private final Executor executor;
    private final GatewayMetrics metrics;

    /** @param executor where it is done; refuses when it is full ({@code admin.requests}) */
    public Operators(InternalKeys keys, Executor executor, GatewayMetrics metrics) {
        this.keys = requireNonNull(keys, "keys");
        this.executor = requireNonNull(executor, "executor");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /** The operator whose key a request shows, by its head alone; null: it shows none. */
    public @Nullable String operatorOf(Request head) {
        String token = head.bearerToken();
        return token == null ? null : keys.admins().operatorOf(token);
    }

    /**
     * Answers with something that only operators are to have.
     *
     * @param action what it is counted as
     */
    public CompletionStage<Answer> offer(String action, Request request, Supplier<Answer> offered) {
        return answer(action, request, operator -> offered.get());
    }

    /**
     * Answers a request.
     *
     * @param action what it is counted as
     * @param operation what is done if it comes from an operator
     */
    CompletionStage<Answer> answer(String action, Request request, Operation operation) {
        String operator = operatorOf(request);
        if (operator == null) {
            return CompletableFuture.completedFuture(
                    counted(action, refusal(request.bearerToken()).toAnswer()));
        }
        try {
            return CompletableFuture.supplyAsync(() -> counted(action, carryOut(operator, operation)), executor);
        } catch (RejectedExecutionException e) {
            metrics.limitReached(Limit.ADMIN_REQUESTS);
            Problem busy = Problem.of(
                            503, "Service Unavailable", "too many requests of operators (" + Limit.ADMIN_REQUESTS + ")")
                    .withLimit(Limit.ADMIN_REQUESTS)
                    .retryAfterSeconds(1);
            return CompletableFuture.completedFuture(counted(action, busy.toAnswer()));
        }
    }

    private Problem refusal(@Nullable String token) {
        if (token == null) {
            return Problem.of(401, "Unauthorized", "no credential (expected: Authorization: Bearer <admin key>)")
                    .withHeader("WWW-Authenticate", "Bearer");
        }
        if (keys.publishers().publisherOf(token) != null) {
            return Problem.of(403, "Forbidden", "a publisher may not do this (expected: a key of admin.keys)");
        }
        return Problem.of(401, "Unauthorized", "the credential is not known here (expected: a key of admin.keys)")
                .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    private Answer counted(String action, Answer answer) {
        metrics.adminRequest(action, answer.status());
        return answer;
    }

    private Answer carryOut(String operator, Operation operation) {
        try {
            return operation.carryOut(operator);
        } catch (InvalidQueryException e) {
            return Problem.of(400, "Bad Request", String.valueOf(e.getMessage()))
                    .toAnswer();
        } catch (NoAnswerException e) {
            return unanswered(e).retryAfterSeconds(1).toAnswer();
        }
    }

    private Problem unanswered(NoAnswerException e) {
        if (e.limit() == null) {
            return Problem.of(503, "Service Unavailable", String.valueOf(e.getMessage()));
        }
        LOG.warn("{} (look for an event loop that is held up)", e.getMessage());
        metrics.limitReached(e.limit());
        return Problem.of(503, "Service Unavailable", e.getMessage() + " (" + e.limit() + "), ask again later");
    }
}
