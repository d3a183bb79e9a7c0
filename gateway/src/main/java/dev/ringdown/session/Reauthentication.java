package dev.ringdown.session;

import dev.ringdown.fanout.Loop;
import dev.ringdown.identity.AccessKeyIdentity;
import dev.ringdown.identity.DirectIdentity;
import dev.ringdown.identity.Identity;
import dev.ringdown.message.ClientMessage;
import dev.ringdown.protocol.ErrorCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets a session go on with a new token of the same holder. One token is proved at a time, so that the newest cannot be
 * overtaken by an older one. Confined to the session's event loop; the proving happens elsewhere.
 */
final class Reauthentication {
    /** Who is told. */
    interface Outcome {
        /** The session's holder has proved itself again. */
        void renewed(@Nullable String messageId, Identity identity);

        void refused(@Nullable String messageId, ErrorCode code, String reason);
    }

    private final Loop loop;
    private final TokenProver prover;
    private final Outcome outcome;
    private boolean proving;

    Reauthentication(Loop loop, TokenProver prover, Outcome outcome) {
        this.loop = loop;
        this.prover = prover;
        this.outcome = outcome;
    }

    /** @param identity whose session it is */
    void begin(ClientMessage.Authenticate message, Identity identity) {
        assert loop.inEventLoop();
        if (proving) {
            outcome.refused(
                    message.id(),
                    ErrorCode.RATE_LIMITED,
                    "a token is being proved already (expected: the next one after its answer)");
            return;
        }
        proving = true;
        prover.prove(message.token(), new TokenProver.Answer() {
            @Override
            public void proved(Identity successor) {
                String fault = faultOf(successor, identity);
                answer(() -> {
                    if (fault == null) {
                        outcome.renewed(message.id(), successor);
                    } else {
                        outcome.refused(message.id(), ErrorCode.INVALID_TOKEN, fault);
                    }
                });
            }

            @Override
            public void refused(String reason) {
                answer(() -> outcome.refused(message.id(), ErrorCode.INVALID_TOKEN, reason));
            }

            @Override
            public void undecided(String reason) {
                answer(() -> outcome.refused(message.id(), ErrorCode.UNAVAILABLE, reason));
            }
        });
    }

    private void answer(Runnable telling) {
        loop.execute(() -> {
            proving = false;
            telling.run();
        });
    }

    /** Why the one cannot take over from the other, or null. */
    private static @Nullable String faultOf(Identity successor, Identity identity) {
        if (identity instanceof AccessKeyIdentity) {
            return "the connection was opened with an access key (expected: a token only where a token was used)";
        }
        if (!successor.customer().equals(identity.customer())) {
            return "the token is of another customer (expected: one of the same customer and agent)";
        }
        if (!Objects.equals(successor.agent(), identity.agent())) {
            return "the token is of another agent (expected: one of the same customer and agent)";
        }
        if (successor instanceof DirectIdentity != identity instanceof DirectIdentity) {
            return "the token is of another kind (expected: a direct token only in place of a direct token)";
        }
        return null;
    }
}
