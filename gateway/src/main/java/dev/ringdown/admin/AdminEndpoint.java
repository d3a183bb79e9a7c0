package dev.ringdown.admin;

import static java.util.Objects.requireNonNull;

import dev.ringdown.auth.InternalKeys;
import dev.ringdown.http.Answer;
import dev.ringdown.http.InvalidQueryException;
import dev.ringdown.http.Problem;
import dev.ringdown.http.Query;
import dev.ringdown.http.Request;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.protocol.Limit;
import dev.ringdown.session.Session;
import dev.ringdown.session.SessionQuery;
import dev.ringdown.topic.TopicParser;
import dev.ringdown.trace.TraceOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what operators ask of sessions, under {@code /v1.0/sessions}. Thread-safe. */
public final class AdminEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(AdminEndpoint.class);

    /** What is done for an operator whose key is good; it may block. */
    private interface Operation {
        Answer carryOut(String operator) throws InvalidQueryException, NoAnswerException;
    }

    private final InternalKeys keys;
    private final SessionDirectory sessions;
    private final TopicParser topicParser;
    private final TraceOptions tracing;
    private final Executor executor;
    private final GatewayMetrics metrics;

    /**
     * @param topicParser reads the topics that they ask for
     * @param executor where the sessions are waited for; refuses when it is full ({@code admin.requests})
     */
    public AdminEndpoint(
            InternalKeys keys,
            SessionDirectory sessions,
            TopicParser topicParser,
            TraceOptions tracing,
            Executor executor,
            GatewayMetrics metrics) {
        this.keys = requireNonNull(keys, "keys");
        this.sessions = requireNonNull(sessions, "sessions");
        this.topicParser = requireNonNull(topicParser, "topicParser");
        this.tracing = requireNonNull(tracing, "tracing");
        this.executor = requireNonNull(executor, "executor");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /** {@code GET /v1.0/sessions}: the sessions that are asked for. */
    public CompletionStage<Answer> list(Request request) {
        return answer("list", request, operator -> {
            SessionQuery query = SessionQueries.sessions(request.query(), topicParser);
            return SessionAnswers.list(sessions.find(query));
        });
    }

    /** {@code GET /v1.0/sessions/<id>}: one session and what it has subscribed to. */
    public CompletionStage<Answer> show(Request request, String id) {
        return answer("show", request, operator -> {
            Query.parse(request.query(), List.of());
            return sessions.ask(id, Session::details).map(SessionAnswers::one).orElseGet(AdminEndpoint::notHere);
        });
    }

    /** {@code GET /v1.0/sessions/<id>/trace}: what happened to a session, beginning to note it if nobody has asked yet. */
    public CompletionStage<Answer> trace(Request request, String id) {
        return answer("trace", request, operator -> {
            long after = Query.parse(request.query(), List.of("after")).number("after", 0, 0, Long.MAX_VALUE);
            return sessions.ask(id, session -> session.trace(after, tracing))
                    .map(page -> page.map(SessionAnswers::trace).orElseGet(this::tooManyTraces))
                    .orElseGet(AdminEndpoint::notHere);
        });
    }

    private Answer tooManyTraces() {
        metrics.limitReached(Limit.ADMIN_TRACES);
        return Problem.of(
                        429, "Too Many Requests", "as many sessions are traced as may be (" + Limit.ADMIN_TRACES + ")")
                .withLimit(Limit.ADMIN_TRACES)
                .retryAfterSeconds(tracing.idle().toSeconds())
                .toAnswer();
    }

    /** {@code DELETE /v1.0/sessions/<id>}: closes a session. */
    public CompletionStage<Answer> close(Request request, String id) {
        return answer("close", request, operator -> {
            CloseReason reason = SessionQueries.closeReason(request.query());
            Optional<Boolean> closed = sessions.ask(id, session -> {
                session.close(reason);
                return true;
            });
            if (closed.isEmpty()) {
                return notHere();
            }
            LOG.info("closed by an operator operator={} session={} code={}", operator, id, reason.code());
            return Answer.noContent();
        });
    }

    /**
     * Answers with something that is not about sessions, and that only operators are to have.
     *
     * @param action what it is counted as
     */
    public CompletionStage<Answer> offer(String action, Request request, Supplier<Answer> offered) {
        return answer(action, request, operator -> offered.get());
    }

    private static Answer notHere() {
        return Problem.of(404, "Not Found", "the session is not on this node, or not any more")
                .toAnswer();
    }

    private CompletionStage<Answer> answer(String action, Request request, Operation operation) {
        String token = request.bearerToken();
        String operator = token == null ? null : keys.admins().operatorOf(token);
        if (operator == null) {
            return CompletableFuture.completedFuture(
                    counted(action, refusal(token).toAnswer()));
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
