package dev.ringdown.publish;

import static java.util.Objects.requireNonNull;

import dev.ringdown.auth.AdminKeys;
import dev.ringdown.auth.Authenticator;
import dev.ringdown.auth.Credential;
import dev.ringdown.auth.Proof;
import dev.ringdown.auth.PublisherKeys;
import dev.ringdown.event.Event;
import dev.ringdown.event.EventDecoder;
import dev.ringdown.event.InvalidEventException;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.http.Request;
import dev.ringdown.log.Appended;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LogUnavailableException;
import dev.ringdown.metrics.GatewayMetrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code POST /v1.0/events}. Thread-safe. */
public final class PublishEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(PublishEndpoint.class);

    /** What a publisher sent, decoded. */
    private record Submission(List<Event> events, boolean batch) {}

    private final PublisherKeys publisherKeys;
    private final AdminKeys adminKeys;
    private final PublishRates rates;
    private final Authenticator authenticator;
    private final Executor authExecutor;
    private final EventDecoder decoder;
    private final EventLog log;
    private final PublishOptions options;
    private final GatewayMetrics metrics;

    /**
     * @param adminKeys tells an operator, who may not publish (403), from a stranger (401)
     * @param authenticator tells a known client so
     * @param authExecutor where the authenticator may block
     */
    public PublishEndpoint(
            PublisherKeys publisherKeys,
            AdminKeys adminKeys,
            Authenticator authenticator,
            Executor authExecutor,
            EventDecoder decoder,
            EventLog log,
            PublishOptions options,
            GatewayMetrics metrics) {
        this.publisherKeys = requireNonNull(publisherKeys, "publisherKeys");
        this.adminKeys = requireNonNull(adminKeys, "adminKeys");
        this.rates = new PublishRates(options.eventsPerSecond());
        this.authenticator = requireNonNull(authenticator, "authenticator");
        this.authExecutor = requireNonNull(authExecutor, "authExecutor");
        this.decoder = requireNonNull(decoder, "decoder");
        this.log = requireNonNull(log, "log");
        this.options = requireNonNull(options, "options");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /** Publishes what the request holds; completes once the log has acknowledged it. */
    public CompletionStage<Answer> publish(Request request) {
        String token = request.bearerToken();
        if (token == null) {
            return refused(
                    Problem.of(401, "Unauthorized", "no credential (expected: Authorization: Bearer <publisher key>)")
                            .withHeader("WWW-Authenticate", "Bearer"));
        }
        String publisher = publisherKeys.publisherOf(token);
        if (publisher == null) {
            return adminKeys.operatorOf(token) == null ? strangerOrClient(token) : refused(mayNotPublish());
        }
        Submission submission;
        try {
            submission = decode(request, publisher);
        } catch (InvalidEventException e) {
            return refused(refusal(publisher, e));
        } catch (UnsupportedFormException e) {
            return refused(Problem.of(415, "Unsupported Media Type", String.valueOf(e.getMessage())));
        }
        Problem overRate = overRate(publisher, submission.events().size(), request.receivedNanos());
        if (overRate != null) {
            return refused(overRate);
        }
        return append(submission);
    }

    /**
     * Opens a stream of lines.
     *
     * @param head the request without its body
     * @return null if the publisher may not; {@link #publish} has the refusal
     */
    public @Nullable LineStream stream(Request head, LineStream.Sink sink) {
        String token = head.bearerToken();
        String publisher = token == null ? null : publisherKeys.publisherOf(token);
        return publisher == null ? null : new LineStream(publisher, this, decoder, log, options.maxEventBytes(), sink);
    }

    private CompletionStage<Answer> strangerOrClient(String token) {
        try {
            return CompletableFuture.supplyAsync(() -> notAPublisher(token), authExecutor);
        } catch (RejectedExecutionException e) {
            metrics.limitReached("limits.authentications");
            return refused(Problem.of(503, "Service Unavailable", "too many credentials are being verified")
                    .retryAfterSeconds(1));
        }
    }

    private Answer notAPublisher(String token) {
        Proof proof = authenticator.prove(new Credential.Token(token));
        if (proof instanceof Proof.Accepted || proof instanceof Proof.Refused refused && refused.known()) {
            return mayNotPublish().toAnswer();
        }
        return Problem.of(401, "Unauthorized", "the credential is not known here (expected: a key of publish.keys)")
                .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                .toAnswer();
    }

    private static Problem mayNotPublish() {
        return Problem.of(403, "Forbidden", "this identity may not publish (expected: a key of publish.keys)");
    }

    private static final class UnsupportedFormException extends Exception {
        private static final long serialVersionUID = 1L;

        UnsupportedFormException(String message) {
            super(message);
        }
    }

    private Submission decode(Request request, String publisher)
            throws InvalidEventException, UnsupportedFormException {
        byte[] body = request.body();
        long receivedNanos = request.receivedNanos();
        switch (request.mediaType()) {
            case "application/cloudevents+json" -> {
                return new Submission(List.of(decoder.cloudEvent(body, receivedNanos)), false);
            }
            case "application/cloudevents-batch+json" -> {
                return new Submission(decoder.cloudEventBatch(body, options.maxBatchEvents(), receivedNanos), true);
            }
            case "application/json" -> {
                Event event = CloudEventHeaders.present(request.headers())
                        ? decoder.binary(attributes(request), body, receivedNanos)
                        : decoder.envelope(body, publisher, receivedNanos);
                return new Submission(List.of(event), false);
            }
            default ->
                throw new UnsupportedFormException("content-type: "
                        + (request.mediaType().isEmpty() ? "missing" : request.mediaType())
                        + " (expected: application/json, application/cloudevents+json or"
                        + " application/cloudevents-batch+json)");
        }
    }

    private static Map<String, String> attributes(Request request) throws InvalidEventException {
        try {
            return CloudEventHeaders.attributes(request.headers());
        } catch (IllegalArgumentException e) {
            throw new InvalidEventException(
                    InvalidEventException.Kind.MALFORMED,
                    "ce- header: " + e.getMessage() + " (expected: percent-encoding)");
        }
    }

    private CompletionStage<Answer> append(Submission submission) {
        if (submission.events().isEmpty()) {
            return CompletableFuture.completedFuture(PublishAnswers.batch(List.of()));
        }
        return log.append(submission.events()).handle((places, failure) -> {
            if (failure != null) {
                return failed(failure).toAnswer();
            }
            appended(places);
            return submission.batch() ? PublishAnswers.batch(places) : PublishAnswers.single(places.get(0));
        });
    }

    /** Why a publisher must wait before it publishes so many events, or null if it need not. */
    @Nullable
    Problem overRate(String publisher, int events, long receivedNanos) {
        if (rates.tryTake(publisher, events, receivedNanos)) {
            return null;
        }
        metrics.limitReached("limits.publish-rate");
        String detail =
                "more than " + options.eventsPerSecond() + " events a second (limits.publish-rate); nothing was stored";
        return Problem.of(429, "Too Many Requests", detail).retryAfterSeconds(1);
    }

    /** What a publisher is told whose event cannot be delivered. */
    Problem refusal(String publisher, InvalidEventException e) {
        LOG.debug("refused publisher={} reason={}", publisher, e.getMessage());
        countLimit(e.kind());
        return problemOf(e);
    }

    /** Counts what the log has acknowledged. */
    void appended(List<Appended> places) {
        int duplicates = (int) places.stream().filter(Appended::duplicate).count();
        metrics.appended(places.size() - duplicates, duplicates);
    }

    /** What a publisher is told when the log did not take its events. */
    Problem failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof LogUnavailableException unavailable) {
            if (unavailable.limit() != null) {
                metrics.limitReached(unavailable.limit());
            }
            LOG.debug("{}", cause.getMessage());
            return Problem.of(503, "Service Unavailable", String.valueOf(cause.getMessage()))
                    .retryAfterSeconds(1);
        }
        LOG.error("cannot append what was published", cause);
        return Problem.of(
                500, "Internal Server Error", "the log of the server has the reason; nothing was acknowledged");
    }

    private void countLimit(InvalidEventException.Kind kind) {
        if (kind == InvalidEventException.Kind.TOO_LARGE) {
            metrics.limitReached("limits.event-bytes");
        } else if (kind == InvalidEventException.Kind.TOO_MANY) {
            metrics.limitReached("limits.batch-events");
        }
    }

    private static Problem problemOf(InvalidEventException e) {
        String detail = String.valueOf(e.getMessage());
        return switch (e.kind()) {
            case MALFORMED -> Problem.of(400, "Bad Request", detail);
            case UNROUTABLE -> Problem.of(422, "Unprocessable Content", detail);
            case TOO_LARGE, TOO_MANY -> Problem.of(413, "Content Too Large", detail);
        };
    }

    private static CompletionStage<Answer> refused(Problem problem) {
        return CompletableFuture.completedFuture(problem.toAnswer());
    }
}
