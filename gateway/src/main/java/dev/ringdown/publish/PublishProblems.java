package dev.ringdown.publish;

import dev.ringdown.http.Problem;
import dev.ringdown.publishing.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a publisher is told over HTTP when its events were not stored. Stateless. */
final class PublishProblems {
    private static final Logger LOG = LoggerFactory.getLogger(PublishProblems.class);

    private PublishProblems() {}

    static Problem of(String publisher, Verdict.NotStored verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            LOG.debug("refused publisher={} reason={}", publisher, refused.detail());
            return refused(refused);
        }
        if (verdict instanceof Verdict.Unavailable unavailable) {
            LOG.debug("unavailable publisher={} reason={}", publisher, unavailable.detail());
            return Problem.of(503, "Service Unavailable", unavailable.detail()).retryAfterSeconds(1);
        }
        LOG.error("cannot append what was published", ((Verdict.Failed) verdict).cause());
        return Problem.of(
                500, "Internal Server Error", "the log of the server has the reason; nothing was acknowledged");
    }

    private static Problem refused(Verdict.Refused refused) {
        String detail = refused.detail();
        return switch (refused.reason()) {
            case MALFORMED -> Problem.of(400, "Bad Request", detail);
            case UNROUTABLE, TOO_MANY_TOPICS -> Problem.of(422, "Unprocessable Content", detail);
            case TOO_LARGE, TOO_MANY -> Problem.of(413, "Content Too Large", detail);
            case OVER_RATE -> Problem.of(429, "Too Many Requests", detail).retryAfterSeconds(1);
        };
    }
}
