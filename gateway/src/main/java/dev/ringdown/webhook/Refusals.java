package dev.ringdown.webhook;

import dev.ringdown.http.Problem;
import dev.ringdown.http.Request;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How whoever posts is told that nothing was stored, and what of it is counted and logged. A stranger chooses neither: a name
 * that there is not is counted as none. Thread-safe.
 */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final Set<String> names;
    private final GatewayMetrics metrics;

    /** @param names of the webhooks that there are */
    Refusals(Set<String> names, GatewayMetrics metrics) {
        this.names = names;
        this.metrics = metrics;
    }

    Problem notPosted(Request head) {
        return refuse(
                head,
                "method",
                Problem.of(405, "Method Not Allowed", "method: " + head.method() + " (expected: POST)")
                        .withHeader("Allow", "POST"));
    }

    Problem notJson(Request head) {
        return refuse(
                head,
                "content-type",
                Problem.of(
                        415,
                        "Unsupported Media Type",
                        "content-type: " + head.mediaType() + " (expected: application/json)"));
    }

    /** The same for everybody who has not shown that they know the secret. */
    Problem unsigned(Request request, String outcome) {
        return refuse(
                request,
                outcome,
                Problem.of(
                        403,
                        "Forbidden",
                        "X-VoIPBIN-Signature: missing or wrong, or no such webhook (expected: sha256=<hex HMAC-SHA256 of the"
                                + " body with the secret of the webhook>)"));
    }

    Problem foreign(Request request, UUID customer) {
        return refuse(
                request,
                "foreign",
                Problem.of(
                        403,
                        "Forbidden",
                        "data.customer_id: " + customer + " (expected: the customer of this webhook)"));
    }

    Problem noRoom(Request head, Limit reached) {
        return refuse(
                head,
                "unavailable",
                Problem.of(503, "Service Unavailable", "too many webhooks at once (" + reached + ")")
                        .withLimit(reached)
                        .retryAfterSeconds(1));
    }

    /** VoIPBin takes a 429 for delivered, and tries again only after a 5xx. */
    Problem comeBack(Request request, String outcome, Problem tooMuch) {
        return refuse(
                request,
                outcome,
                new Problem(503, "Service Unavailable", tooMuch.detail(), tooMuch.limit(), false, tooMuch.headers()));
    }

    Problem broken(Request request, Throwable fault) {
        LOG.error("internal error webhook={}", knownNameIn(request), fault);
        return refuse(
                request, "failed", Problem.of(500, "Internal Server Error", "the log of the server has the reason"));
    }

    /** @param outcome as which it is counted */
    Problem refuse(Request request, String outcome, Problem problem) {
        String name = knownNameIn(request);
        metrics.webhook(name, outcome);
        LOG.debug(
                "refused webhook={} outcome={} status={} detail={}", name, outcome, problem.status(), problem.detail());
        return problem;
    }

    private String knownNameIn(Request request) {
        String name = Webhook.nameIn(request);
        return names.contains(name) ? name : "";
    }
}
