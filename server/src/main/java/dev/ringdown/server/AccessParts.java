package dev.ringdown.server;

import dev.ringdown.auth.AccessKeyLookup;
import dev.ringdown.auth.AccessKeys;
import dev.ringdown.auth.Authenticator;
import dev.ringdown.auth.Revocations;
import dev.ringdown.auth.TokenOptions;
import dev.ringdown.auth.TokenVerifier;
import dev.ringdown.config.AuthSection;
import dev.ringdown.config.LimitsSection;
import dev.ringdown.config.RingdownConfig;
import dev.ringdown.current.Current;
import dev.ringdown.limits.Accounts;
import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.transport.Origins;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Who gets in, and how many: what proves credentials, with its threads, and what counts connections. Thread-safe. */
final class AccessParts implements AutoCloseable {
    private final Revocations revocations;
    private final Authenticator authenticator;
    private final ExecutorService executor;
    private final ConnectionLimits limits;
    private final Origins origins;

    /** @throws IOException what tokens are verified with cannot be read; the message says what to do */
    AccessParts(Foundation foundation) throws IOException {
        RingdownConfig config = foundation.config();
        revocations = Revocations.open(
                config.log().embedded() == null ? null : config.log().embedded().folder(),
                new Revocations.Options(
                        config.admin().maxRevocations(), config.admin().revocationKeep()),
                foundation.guardedClock());
        Current<AuthSection> auth = foundation.current().map(RingdownConfig::auth);
        Current<LimitsSection> most = foundation.current().map(RingdownConfig::limits);
        authenticator = new Authenticator(
                tokenVerifier(config.auth().tokens(), foundation),
                new AccessKeys(auth.map(AuthSection::accessKeys), foundation.guardedClock()),
                config.auth().lookup() == null
                        ? null
                        : new AccessKeyLookup(config.auth().lookup(), foundation.metrics(), System::nanoTime),
                auth.map(AuthSection::frozenCustomers),
                revocations::hit);
        executor = Threads.bounded("auth", 2, config.limits().maxAuthentications());
        limits = new ConnectionLimits(
                most.map(LimitsSection::maxConnectionsPerAddress),
                new Accounts(most.map(LimitsSection::budgets), foundation.metrics(), System::nanoTime));
        origins = new Origins(auth.map(AuthSection::origins));
    }

    private static @Nullable TokenVerifier tokenVerifier(TokenOptions options, Foundation foundation)
            throws IOException {
        return options.algorithms().isEmpty()
                ? null
                : new TokenVerifier(options, foundation.guardedClock(), foundation.metrics(), System::nanoTime);
    }

    /** Which credentials are good no more. */
    Revocations revocations() {
        return revocations;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    /** Where credentials are proved. */
    ExecutorService executor() {
        return executor;
    }

    /** Of the public port. */
    ConnectionLimits limits() {
        return limits;
    }

    /** From which pages somebody may connect. */
    Origins origins() {
        return origins;
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
