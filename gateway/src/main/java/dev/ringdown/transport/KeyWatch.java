package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.auth.Proof;
import dev.ringdown.identity.Identity;
import dev.ringdown.protocol.CloseReason;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again and again, while a session lasts, whether the platform still accepts the access key with which it was opened.
 * Confined to the channel's event loop; the answers come from elsewhere.
 */
final class KeyWatch {
    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);

    /** Nobody is asked about more often, whatever the platform's word is worth. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Channel channel;
    private final Supplier<CompletionStage<Proof>> proving;
    private final Identity identity;
    private final Consumer<CloseReason> close;

    /** What asks next; null before {@link #begin}. */
    private @Nullable Future<?> waiting;

    /**
     * Watches a channel until it is closed.
     *
     * @param proving proves the key again; completes on any thread
     * @param identity whose key it was
     * @param close ends the session
     */
    KeyWatch(
            Channel channel, Supplier<CompletionStage<Proof>> proving, Identity identity, Consumer<CloseReason> close) {
        this.channel = requireNonNull(channel, "channel");
        this.proving = requireNonNull(proving, "proving");
        this.identity = requireNonNull(identity, "identity");
        this.close = requireNonNull(close, "close");
    }

    /** Asks for the first time when {@code wait} is over. */
    void begin(Duration wait) {
        askAfter(wait);
        channel.closeFuture().addListener(closed -> {
            if (waiting != null) {
                waiting.cancel(false);
            }
        });
    }

    private void askAfter(Duration wait) {
        long millis = Math.max(wait.toMillis(), LEAST.toMillis());
        waiting = channel.eventLoop().schedule(this::ask, millis, TimeUnit.MILLISECONDS);
    }

    private void ask() {
        proving.get().whenComplete((proof, bug) -> {
            try {
                channel.eventLoop().execute(() -> heard(proof, bug));
            } catch (RejectedExecutionException e) {
                LOG.debug("an access key was proved again for nobody: the server has ended");
            }
        });
    }

    private void heard(@Nullable Proof proof, @Nullable Throwable bug) {
        if (!channel.isActive()) {
            return;
        }
        if (proof instanceof Proof.Accepted accepted && accepted.identity().equals(identity)) {
            askAfter(accepted.askAgainAfter() == null ? LEAST : accepted.askAgainAfter());
        } else if (proof instanceof Proof.Undecided undecided) {
            askAfter(undecided.retryAfter());
        } else if (proof == null) {
            LOG.error("cannot prove an access key again", bug);
            close.accept(CloseReason.INTERNAL);
        } else { // not good any more, or another customer's
            close.accept(CloseReason.CREDENTIAL_ENDED);
        }
    }
}
