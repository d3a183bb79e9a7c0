package dev.ringdown.admin;

import static java.util.Objects.requireNonNull;

import dev.ringdown.audit.AuditLog;
import dev.ringdown.auth.AskedRevocation;
import dev.ringdown.auth.InvalidRevocationException;
import dev.ringdown.auth.RevocationText;
import dev.ringdown.auth.Revocations;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.http.Query;
import dev.ringdown.http.Request;
import dev.ringdown.identity.Revocation;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets operators revoke credentials, under {@code /v1.0/revocations}. Thread-safe. */
public final class RevocationEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationEndpoint.class);

    private final Operators operators;
    private final Revocations revocations;
    private final SessionDirectory sessions;
    private final GatewayMetrics metrics;

    public RevocationEndpoint(
            Operators operators, Revocations revocations, SessionDirectory sessions, GatewayMetrics metrics) {
        this.operators = requireNonNull(operators, "operators");
        this.revocations = requireNonNull(revocations, "revocations");
        this.sessions = requireNonNull(sessions, "sessions");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /** {@code POST /v1.0/revocations}: revokes, and closes whose credential that was. */
    public CompletionStage<Answer> revoke(Request request) {
        return operators.answer("revoke", request, operator -> {
            Query.parse(request.query(), List.of());
            Revocation revocation;
            try {
                revocation = revocations.add(AskedRevocation.read(request.body()), operator);
            } catch (InvalidRevocationException e) {
                return Problem.of(400, "Bad Request", String.valueOf(e.getMessage()))
                        .toAnswer();
            } catch (IOException e) {
                return notKept("nothing was revoked", e);
            }
            return revocation == null ? tooMany() : revoked(revocation);
        });
    }

    private Answer revoked(Revocation revocation) {
        Integer closed = closed();
        AuditLog.line("revocation.add", revocation.operator())
                .addKeyValue("revocation", revocation.id())
                .addKeyValue(
                        revocation.target().kind().text(), revocation.target().value())
                .addKeyValue("before", revocation.before())
                .addKeyValue("closed", closed == null ? "unknown" : closed)
                .log("credentials were revoked");
        return json(201, RevocationText.write(revocation, closed));
    }

    /** The event loops close them when they come to it, be it after nobody waits any more: then null. */
    private @Nullable Integer closed() {
        try {
            return sessions.closeRevoked();
        } catch (NoAnswerException e) {
            LOG.warn("{} (a credential was revoked; its sessions are closed as soon as they do)", e.getMessage());
            if (e.limit() != null) {
                metrics.limitReached(e.limit());
            }
            return null;
        }
    }

    private Answer tooMany() {
        metrics.limitReached(Limit.ADMIN_REVOCATIONS);
        return Problem.of(
                        429,
                        "Too Many Requests",
                        "as many revocations are kept as may be (" + Limit.ADMIN_REVOCATIONS
                                + "), nothing was revoked; take some back")
                .withLimit(Limit.ADMIN_REVOCATIONS)
                .toAnswer();
    }

    private static Answer notKept(String outcome, IOException e) {
        LOG.error("cannot keep the revocations, {} (look at the disk of log.dir)", outcome, e);
        return Problem.of(503, "Service Unavailable", "the revocations cannot be written to the disk, " + outcome)
                .retryAfterSeconds(1)
                .toAnswer();
    }

    /** {@code GET /v1.0/revocations}: all that hold. */
    public CompletionStage<Answer> list(Request request) {
        return operators.answer("revocations", request, operator -> {
            Query.parse(request.query(), List.of());
            return json(
                    200,
                    revocations.all().stream()
                            .map(revocation -> RevocationText.write(revocation, null))
                            .collect(Collectors.joining(",", "{\"revocations\":[", "]}")));
        });
    }

    /** {@code DELETE /v1.0/revocations/<id>}: takes one back. */
    public CompletionStage<Answer> takeBack(Request request, String id) {
        return operators.answer("unrevoke", request, operator -> {
            Query.parse(request.query(), List.of());
            Revocation revocation;
            try {
                revocation = revocations.remove(id);
            } catch (IOException e) {
                return notKept("nothing was taken back", e);
            }
            if (revocation == null) {
                return Problem.of(404, "Not Found", "there is no such revocation on this node, or it has ended")
                        .toAnswer();
            }
            AuditLog.line("revocation.remove", operator)
                    .addKeyValue("revocation", id)
                    .log("a revocation was taken back");
            return Answer.noContent();
        });
    }

    private static Answer json(int status, String text) {
        return new Answer(
                status, "application/json", text.getBytes(StandardCharsets.UTF_8), Map.of("Cache-Control", "no-store"));
    }
}
