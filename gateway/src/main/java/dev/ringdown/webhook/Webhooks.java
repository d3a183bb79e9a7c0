package dev.ringdown.webhook;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.Event;
import dev.ringdown.event.EventDecoder;
import dev.ringdown.event.InvalidEventException;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.http.Request;
import dev.ringdown.limits.BodyBudget;
import dev.ringdown.limits.ClientAddress;
import dev.ringdown.log.Appended;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.publish.PublishAnswers;
import dev.ringdown.publish.PublishProblems;
import dev.ringdown.publish.PublishRates;
import dev.ringdown.publish.WayIn;
import dev.ringdown.publishing.Publishing;
import dev.ringdown.publishing.Verdict;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code POST /v1.0/webhooks/voipbin/<name>}. A stranger learns nothing of which names there are: a wrong
 * signature and a wrong name are answered alike, and take as long. Why each is answered as it is:
 * {@code docs/decisions/0030-what-webhooks-are-told.md}. Thread-safe.
 */
public final class Webhooks {
    private final Map<String, Webhook> byName;

    /** Is tried for a name that there is not, so that it takes as long. */
    private final String nobodysSecret = UUID.randomUUID().toString();

    private final Executor executor;
    private final EventDecoder decoder;
    private final Publishing publishing;
    private final PublishRates rates;
    private final int maxBodyBytes;
    private final BodyBudget bodies;

    /** Counts bodies for names that there are not, of which nothing is kept, so that they are answered alike. */
    private final BodyBudget strangersBodies;

    private final BadSignatures badSignatures;
    private final Refusals refusals;
    private final GatewayMetrics metrics;

    /**
     * @param executor where signatures are checked and events are read, apart from the sessions
     * @param way of an event that comes by a webhook as of any other
     * @param bounds bodies that may be in memory at a time
     * @param badSignatures who may try no longer
     */
    public Webhooks(
            List<Webhook> webhooks,
            Executor executor,
            WayIn way,
            BodyBudget.Bounds bounds,
            BadSignatures badSignatures,
            GatewayMetrics metrics) {
        this.byName = webhooks.stream().collect(Collectors.toUnmodifiableMap(Webhook::name, Function.identity()));
        this.executor = requireNonNull(executor, "executor");
        this.decoder = way.decoder();
        this.publishing = way.publishing();
        this.rates = new PublishRates(way.options().eventsPerSecond(), publishing);
        this.maxBodyBytes = way.options().maxEventBytes();
        this.bodies = new BodyBudget(bounds, metrics);
        this.strangersBodies = new BodyBudget(bounds.ofEachOnly(), metrics);
        this.badSignatures = requireNonNull(badSignatures, "badSignatures");
        this.metrics = requireNonNull(metrics, "metrics");
        this.refusals = new Refusals(byName.keySet(), metrics);
    }

    /** Whether there is no webhook at all. */
    public boolean isEmpty() {
        return byName.isEmpty();
    }

    /** Whether requests for this path, which comes as it was sent and without the query, are webhooks. */
    public boolean cover(String path) {
        return !byName.isEmpty() && path.startsWith(Webhook.PATH);
    }

    /** A body may have so many bytes. */
    public int maxBodyBytes() {
        return maxBodyBytes;
    }

    /**
     * Why a request is refused before its body is read, or null if it is not.
     *
     * @param head the request without its body
     * @param client where it comes from
     */
    public @Nullable Problem refusal(Request head, ClientAddress client) {
        Problem tooMany = badSignatures.refusal(client);
        if (tooMany != null) {
            return refusals.refuse(head, "too-many-wrong", tooMany);
        }
        if (!head.method().equals("POST")) {
            return refusals.notPosted(head);
        }
        String type = head.mediaType();
        if (!type.isEmpty() && !type.equals("application/json")) { // VoIPBin leaves it out of data without a type
            return refusals.notJson(head);
        }
        if (Signature.parse(head.header(Signature.HEADER)) == null) {
            badSignatures.bad(client);
            return refusals.unsigned(head, "unsigned");
        }
        return null;
    }

    /** Refuses a body that is larger than it may be, whether or not all of it has come. */
    public Problem tooLarge(Request head) {
        Verdict.Refused refused = publishing.refuse(
                Verdict.Reason.TOO_LARGE,
                "body: more than " + maxBodyBytes + " bytes (expected: at most " + Limit.EVENT_BYTES + ")");
        return refusals.refuse(head, "too-large", PublishProblems.of(refused));
    }

    /** Whether there is such a webhook. Of the body for one that there is not nothing is kept. */
    public boolean keeps(Request head) {
        return byName.containsKey(Webhook.nameIn(head));
    }

    /** At whose expense a body comes: its {@link #payer}'s share of this. */
    public BodyBudget budget(Request head) {
        return keeps(head) ? bodies : strangersBodies;
    }

    /** Who pays for a body while it is in memory: its webhook, or the name that it would have. */
    public String payer(Request head) {
        return Webhook.nameIn(head);
    }

    /** How many bytes of bodies are in memory, or are counted as if they were. */
    public long pendingBytes() {
        return bodies.taken() + strangersBodies.taken();
    }

    /** Refuses a body for which there was no room. */
    public Problem noRoom(Request head, Limit reached) {
        return refusals.noRoom(head, reached);
    }

    /**
     * Checks and publishes a whole request; completes once the log has acknowledged it, or why not; never fails.
     *
     * @param length bytes of its body, be it that nothing of them was kept
     * @param client where it comes from
     */
    public CompletionStage<Answer> receive(Request request, int length, ClientAddress client) {
        try {
            return CompletableFuture.supplyAsync(() -> read(request, length, client), executor)
                    .thenCompose(Function.identity())
                    .exceptionally(fault -> refusals.broken(request, fault).toAnswer());
        } catch (RejectedExecutionException e) {
            metrics.limitReached(Limit.WEBHOOK_BYTES);
            return CompletableFuture.completedFuture(
                    noRoom(request, Limit.WEBHOOK_BYTES).toAnswer());
        }
    }

    private CompletionStage<Answer> read(Request request, int length, ClientAddress client) {
        Webhook webhook = byName.get(Webhook.nameIn(request));
        Signature signature = Signature.parse(request.header(Signature.HEADER));
        String secret = webhook == null ? nobodysSecret : webhook.secret();
        byte[] body = webhook == null ? new byte[length] : request.body(); // any bytes take as long
        boolean signed = signature != null && signature.isOf(body, secret);
        if (webhook == null || !signed) {
            badSignatures.bad(client);
            return answered(refusals.unsigned(request, webhook == null ? "unknown" : "wrong-signature"));
        }
        badSignatures.good(client);
        Event event;
        try {
            event = decoder.copy(request.body(), List.of(), request.receivedNanos());
        } catch (InvalidEventException e) {
            return answered(refusals.refuse(request, "invalid", PublishProblems.of(publishing.refuse(e))));
        }
        if (!event.customer().equals(webhook.customer())) {
            return answered(refusals.foreign(request, event.customer()));
        }
        Verdict.Refused overRate = rates.refusal(webhook.name(), 1, request.receivedNanos());
        if (overRate != null) {
            return answered(refusals.comeBack(request, "over-rate", PublishProblems.of(overRate)));
        }
        Verdict.OverBudget overBudget = publishing.overBudget(List.of(event));
        if (overBudget != null) {
            return answered(refusals.comeBack(request, "over-budget", PublishProblems.of(overBudget)));
        }
        return publishing.append(List.of(event)).thenApply(verdict -> answer(request, verdict));
    }

    private Answer answer(Request request, Verdict verdict) {
        if (verdict instanceof Verdict.Stored stored) {
            Appended place = stored.places().get(0);
            metrics.webhook(Webhook.nameIn(request), place.duplicate() ? "duplicate" : "stored");
            return PublishAnswers.single(place);
        }
        Verdict.NotStored notStored = (Verdict.NotStored) verdict;
        return refusals.refuse(request, outcome(notStored), PublishProblems.of(notStored))
                .toAnswer();
    }

    private static String outcome(Verdict.NotStored verdict) {
        if (verdict instanceof Verdict.Unknown) {
            return "not-known";
        }
        return verdict instanceof Verdict.Unavailable ? "unavailable" : "failed";
    }

    private static CompletionStage<Answer> answered(Problem problem) {
        return CompletableFuture.completedFuture(problem.toAnswer());
    }
}
