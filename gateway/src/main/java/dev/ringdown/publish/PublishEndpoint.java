package dev.ringdown.publish;

import static java.util.Objects.requireNonNull;

import dev.ringdown.auth.Authenticator;
import dev.ringdown.auth.Credential;
import dev.ringdown.auth.InternalKeys;
import dev.ringdown.auth.Proof;
import dev.ringdown.event.DataContentType;
import dev.ringdown.event.Event;
import dev.ringdown.event.EventDecoder;
import dev.ringdown.event.InvalidEventException;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.http.Request;
import dev.ringdown.limits.BodyBudget;
import dev.ringdown.log.Appended;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.publishing.Publishing;
import dev.ringdown.publishing.Verdict;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Answers {@code POST /v1.0/events}. Thread-safe. */
public final class PublishEndpoint {
    /** The content types that are taken, as a refusal names them. */
    private static final String FORMS = "application/json, application/cloudevents+json,"
            + " application/cloudevents-batch+json, application/x-ndjson, or any JSON beside ce- headers";

    /** What a publisher sent, decoded. */
    private record Submission(List<Event> events, boolean batch) {}

    private final InternalKeys keys;
    private final PublishRates rates;
    private final Authenticator authenticator;
    private final Executor authExecutor;
    private final WayIn way;
    private final EventDecoder decoder;
    private final Publishing publishing;
    private final GatewayMetrics metrics;

    /**
     * @param authenticator tells a known client so
     * @param authExecutor where signatures are checked
     */
    public PublishEndpoint(
            InternalKeys keys, Authenticator authenticator, Executor authExecutor, WayIn way, GatewayMetrics metrics) {
        this.keys = requireNonNull(keys, "keys");
        this.authenticator = requireNonNull(authenticator, "authenticator");
        this.authExecutor = requireNonNull(authExecutor, "authExecutor");
        this.way = requireNonNull(way, "way");
        this.decoder = way.decoder();
        this.publishing = way.publishing();
        this.rates = new PublishRates(way.options().eventsPerSecond(), publishing);
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /** The publisher whose key a request shows, by its head alone; null: it shows none. */
    public @Nullable String publisherOf(Request head) {
        String token = head.bearerToken();
        return token == null ? null : keys.publishers().publisherOf(token);
    }

    /** Publishes what the request holds; completes once the log has acknowledged it. */
    public CompletionStage<Answer> publish(Request request) {
        String token = request.bearerToken();
        if (token == null) {
            return refused(
                    Problem.of(401, "Unauthorized", "no credential (expected: Authorization: Bearer <publisher key>)")
                            .withHeader("WWW-Authenticate", "Bearer"));
        }
        String publisher = keys.publishers().publisherOf(token);
        if (publisher == null) {
            return keys.admins().operatorOf(token) == null ? strangerOrClient(token) : refused(mayNotPublish());
        }
        Submission submission;
        try {
            submission = decode(request, publisher);
        } catch (InvalidEventException e) {
            return refused(PublishProblems.of(publisher, publishing.refuse(e)));
        } catch (UnsupportedFormException e) {
            return refused(Problem.of(415, "Unsupported Media Type", String.valueOf(e.getMessage())));
        }
        Verdict.Refused overRate = rates.refusal(publisher, submission.events().size(), request.receivedNanos());
        if (overRate != null) {
            return refused(PublishProblems.of(publisher, overRate));
        }
        Verdict.OverBudget overBudget = publishing.overBudget(submission.events());
        if (overBudget != null) {
            return refused(PublishProblems.of(publisher, overBudget));
        }
        return publishing.append(submission.events()).thenApply(verdict -> answer(publisher, submission, verdict));
    }

    /**
     * Opens a stream of lines.
     *
     * @param head the request without its body
     * @param bodies at whose expense lines come
     * @return null if the publisher may not; {@link #publish} has the refusal
     */
    public @Nullable LineStream stream(Request head, BodyBudget bodies, LineStream.Sink sink) {
        String publisher = publisherOf(head);
        return publisher == null ? null : new LineStream(publisher, way, rates, bodies, sink);
    }

    private CompletionStage<Answer> strangerOrClient(String token) {
        try {
            return CompletableFuture.supplyAsync(() -> authenticator.prove(new Credential.Token(token)), authExecutor)
                    .thenCompose(proving -> proving)
                    .thenApply(PublishEndpoint::notAPublisher);
        } catch (RejectedExecutionException e) {
            metrics.limitReached(Limit.INTERNAL_AUTHENTICATIONS);
            return refused(Problem.of(
                            503,
                            "Service Unavailable",
                            "too many credentials are being verified (" + Limit.INTERNAL_AUTHENTICATIONS + ")")
                    .withLimit(Limit.INTERNAL_AUTHENTICATIONS)
                    .retryAfterSeconds(1));
        }
    }

    private static Answer notAPublisher(Proof proof) {
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
                return new Submission(
                        decoder.cloudEventBatch(body, way.options().maxBatchEvents(), receivedNanos), true);
            }
            case "application/json" -> {
                Event event = CloudEventHeaders.present(request.headers())
                        ? binary(request)
                        : decoder.envelope(body, publisher, receivedNanos);
                return new Submission(List.of(event), false);
            }
            default -> {
                if (!CloudEventHeaders.present(request.headers()) || !mayBeData(request)) {
                    throw new UnsupportedFormException("content-type: "
                            + (request.mediaType().isEmpty() ? "missing" : request.mediaType()) + " (expected: "
                            + FORMS + ")");
                }
                return new Submission(List.of(binary(request)), false);
            }
        }
    }

    /** Any JSON, or nothing at all, of which nobody says what it is; never an event in a format that is not known here. */
    private static boolean mayBeData(Request request) {
        String mediaType = request.mediaType();
        return mediaType.isEmpty()
                ? request.body().length == 0
                : DataContentType.isJson(mediaType) && !mediaType.startsWith("application/cloudevents");
    }

    private Event binary(Request request) throws InvalidEventException {
        return decoder.binary(CloudEventHeaders.attributes(request), request.body(), request.receivedNanos());
    }

    private static Answer answer(String publisher, Submission submission, Verdict verdict) {
        if (verdict instanceof Verdict.NotStored notStored) {
            return PublishProblems.of(publisher, notStored).toAnswer();
        }
        List<Appended> places = ((Verdict.Stored) verdict).places();
        return submission.batch() ? PublishAnswers.batch(places) : PublishAnswers.single(places.get(0));
    }

    private static CompletionStage<Answer> refused(Problem problem) {
        return CompletableFuture.completedFuture(problem.toAnswer());
    }
}
