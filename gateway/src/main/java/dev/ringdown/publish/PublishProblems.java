package dev.ringdown.publish;

import dev.ringdown.http.Problem;
import dev.ringdown.limits.BodyBudget;
import dev.ringdown.protocol.Limit;
import dev.ringdown.publishing.Verdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a publisher is told over HTTP when its events were not acknowledged. Stateless. */
public final class PublishProblems {
    private static final Logger LOG = LoggerFactory.getLogger(PublishProblems.class);

    private PublishProblems() {}

    static Problem of(String publisher, Verdict.NotStored verdict) {
        Problem problem = of(verdict);
        LOG.debug("refused publisher={} status={} detail={}", publisher, problem.status(), problem.detail());
        return problem;
    }

    /** Logs nothing but what a person must look after. */
    public static Problem of(Verdict.NotStored verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            return refused(refused);
        }
        if (verdict instanceof Verdict.OverBudget over) {
            return Problem.of(429, "Too Many Requests", over.detail())
                    .withLimit(over.limit())
                    .retryAfterSeconds(over.waitSeconds());
        }
        if (verdict instanceof Verdict.Unavailable unavailable) {
            return limited(Problem.of(503, "Service Unavailable", unavailable.detail()), unavailable.limit())
                    .retryAfterSeconds(1);
        }
        if (verdict instanceof Verdict.Unknown unknown) {
            return Problem.of(503, "Service Unavailable", unknown.detail())
                    .retryAfterSeconds(1)
                    .maybeStored();
        }
        LOG.error("cannot append what was published", ((Verdict.Failed) verdict).cause());
        return Problem.of(
                        500, "Internal Server Error", "the log of the server has the reason; nothing was acknowledged")
                .maybeStored();
    }

    /** There was no room for a body, or for a line, while it came. */
    public static Problem noRoom(BodyBudget bodies, Limit reached) {
        String detail = "body: too many bytes are under way (" + reached + "); nothing of it was stored";
        Problem problem = bodies.isOfAll(reached)
                ? Problem.of(503, "Service Unavailable", detail)
                : Problem.of(429, "Too Many Requests", detail);
        return problem.withLimit(reached).retryAfterSeconds(1);
    }

    private static Problem limited(Problem problem, @Nullable Limit limit) {
        return limit == null ? problem : problem.withLimit(limit);
    }

    private static Problem refused(Verdict.Refused refused) {
        return limited(problem(refused), refused.reason().limit());
    }

    private static Problem problem(Verdict.Refused refused) {
        String detail = refused.detail();
        return switch (refused.reason()) {
            case MALFORMED -> Problem.of(400, "Bad Request", detail);
            case UNROUTABLE, TOO_MANY_TOPICS, TOO_MANY_ATTRIBUTES -> Problem.of(422, "Unprocessable Content", detail);
            case TOO_LARGE, TOO_MANY -> Problem.of(413, "Content Too Large", detail);
            case OVER_RATE -> Problem.of(429, "Too Many Requests", detail).retryAfterSeconds(1);
        };
    }
}
