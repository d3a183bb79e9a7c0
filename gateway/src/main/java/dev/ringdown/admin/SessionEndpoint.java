package dev.ringdown.admin;

import static java.util.Objects.requireNonNull;

import dev.ringdown.audit.AuditLog;
import dev.ringdown.http.Answer;
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
import dev.ringdown.trace.TracePage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Answers what operators ask of sessions, under {@code /v1.0/sessions}. Thread-safe. */
public final class SessionEndpoint {
    private final Operators operators;
    private final SessionDirectory sessions;
    private final TopicParser topicParser;
    private final TraceOptions tracing;
    private final GatewayMetrics metrics;

    /** @param topicParser reads the topics that they ask for */
    public SessionEndpoint(
            Operators operators,
            SessionDirectory sessions,
            TopicParser topicParser,
            TraceOptions tracing,
            GatewayMetrics metrics) {
        this.operators = requireNonNull(operators, "operators");
        this.sessions = requireNonNull(sessions, "sessions");
        this.topicParser = requireNonNull(topicParser, "topicParser");
        this.tracing = requireNonNull(tracing, "tracing");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /** {@code GET /v1.0/sessions}: the sessions that are asked for. */
    public CompletionStage<Answer> list(Request request) {
        return operators.answer("list", request, operator -> {
            SessionQuery query = SessionQueries.sessions(request.query(), topicParser);
            return SessionAnswers.list(sessions.find(query));
        });
    }

    /** {@code GET /v1.0/sessions/<id>}: one session and what it has subscribed to. */
    public CompletionStage<Answer> show(Request request, String id) {
        return operators.answer("show", request, operator -> {
            Query.parse(request.query(), List.of());
            return sessions.ask(id, Session::details).map(SessionAnswers::one).orElseGet(SessionEndpoint::notHere);
        });
    }

    /** {@code GET /v1.0/sessions/<id>/trace}: what happened to a session, beginning to note it if nobody has asked yet. */
    public CompletionStage<Answer> trace(Request request, String id) {
        return operators.answer("trace", request, operator -> {
            long after = Query.parse(request.query(), List.of("after")).number("after", 0, 0, Long.MAX_VALUE);
            return sessions.ask(id, session -> session.trace(after, tracing))
                    .map(page -> page.map(it -> traced(it, operator, id)).orElseGet(this::tooManyTraces))
                    .orElseGet(SessionEndpoint::notHere);
        });
    }

    private static Answer traced(TracePage page, String operator, String id) {
        if (page.begun()) {
            AuditLog.line("session.trace", operator).addKeyValue("session", id).log("an operator traces a session");
        }
        return SessionAnswers.trace(page);
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
        return operators.answer("close", request, operator -> {
            CloseReason reason = SessionQueries.closeReason(request.query());
            Optional<Boolean> closed = sessions.ask(id, session -> {
                session.close(reason);
                return true;
            });
            if (closed.isEmpty()) {
                return notHere();
            }
            AuditLog.line("session.close", operator)
                    .addKeyValue("session", id)
                    .addKeyValue("code", reason.code())
                    .log("an operator has closed a session");
            return Answer.noContent();
        });
    }

    private static Answer notHere() {
        return Problem.of(404, "Not Found", "the session is not on this node, or not any more")
                .toAnswer();
    }
}
