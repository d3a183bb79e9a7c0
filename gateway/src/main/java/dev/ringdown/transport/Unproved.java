package dev.ringdown.transport;

import dev.ringdown.auth.Proof;
import dev.ringdown.http.Problem;
import dev.ringdown.protocol.Limit;
import org.jspecify.annotations.Nullable;

/** How clients are told that it is not proved who they are. Stateless. */
final class Unproved {
    private Unproved() {}

    /** There is nothing to prove. */
    static Problem noCredential(boolean cookiesCount) {
        return unauthorized("no credential (expected: ?token=<token>, Authorization: Bearer <token>, the subprotocol"
                + " bearer.<token>, ?accesskey=<key>, or a cookie token or accesskey)"
                + (cookiesCount ? "" : ", and the cookies of this page do not count: it is a foreign one"));
    }

    /** Too many claims wait to be proved. */
    static Problem tooManyAtOnce() {
        return Problem.of(503, "Service Unavailable", "too many handshakes at once (" + Limit.AUTHENTICATIONS + ")")
                .withLimit(Limit.AUTHENTICATIONS)
                .retryAfterSeconds(1);
    }

    /** Too many connections of one client network are not upgraded, or came within a minute. */
    static Problem tooManyOfAddress(Limit limit) {
        boolean inAMinute = limit == Limit.CONNECTS_PER_MINUTE;
        return Problem.of(
                        429,
                        "Too Many Requests",
                        (inAMinute
                                        ? "too many connections of this address in a minute ("
                                        : "too many handshakes of this address at once (")
                                + limit + ")")
                .withLimit(limit)
                .retryAfterSeconds(inAMinute ? 10 : 1);
    }

    /** What is wrong with what was proved last, or null: nothing is. */
    static @Nullable Problem problemOf(ProvingInOrder.Outcome outcome) {
        if (outcome.proof() instanceof Proof.Refused refused) {
            String detail = outcome.of().cookie() ? refused.detail() + " (in a cookie)" : refused.detail();
            return refused.known() ? Problem.of(403, "Forbidden", detail) : unauthorized(detail);
        }
        if (outcome.proof() instanceof Proof.Undecided undecided) {
            Problem problem = undecided.limited()
                    ? Problem.of(429, "Too Many Requests", undecided.detail())
                    : Problem.of(503, "Service Unavailable", undecided.detail());
            return problem.retryAfterSeconds(undecided.retryAfter().toSeconds());
        }
        return null;
    }

    private static Problem unauthorized(String detail) {
        return Problem.of(401, "Unauthorized", detail).withHeader("WWW-Authenticate", "Bearer");
    }
}
