package dev.ringdown.publish;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.Event;
import dev.ringdown.event.EventDecoder;
import dev.ringdown.event.InvalidEventException;
import dev.ringdown.http.Problem;
import dev.ringdown.limits.BodyBudget;
import dev.ringdown.log.Appended;
import dev.ringdown.protocol.Limit;
import dev.ringdown.publishing.Publishing;
import dev.ringdown.publishing.Verdict;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events that come as lines ({@code application/x-ndjson}), one envelope or CloudEvent each, and answers a line
 * for each, in order: what was acknowledged, or what was wrong with that line alone. Lines that arrive together are
 * appended together. Confined to the event loop of its connection; the sink is called on any thread.
 */
public final class LineStream {
    /** Who takes the answers. */
    public interface Sink {
        /** The answers to the next {@code count} lines, each ended by a line feed. */
        void answers(byte[] lines, int count);

        /** Every line has been answered. */
        void ended();
    }

    /** A line, read: an event to append, or the answer that it gets at once. */
    private record Line(int number, @Nullable Event event, byte @Nullable [] answer) {}

    private final String publisher;
    private final Publishing publishing;
    private final PublishRates rates;
    private final EventDecoder decoder;
    private final int maxLineBytes;
    private final BodyBudget bodies;
    private final Sink sink;

    /** What has come of a line that has not ended, at the expense of the publisher. */
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

    /** The line is longer than it may be; nothing is kept of it. */
    private boolean tooLong;

    /** The limit for which there was no room for the line; null: there was. Nothing is kept of it otherwise. */
    private @Nullable Limit noRoom;

    private int lineNumber;
    private CompletableFuture<Void> answered = CompletableFuture.completedFuture(null);

    LineStream(String publisher, WayIn way, PublishRates rates, BodyBudget bodies, Sink sink) {
        this.publisher = requireNonNull(publisher, "publisher");
        this.publishing = way.publishing();
        this.rates = requireNonNull(rates, "rates");
        this.decoder = way.decoder();
        this.maxLineBytes = way.options().maxEventBytes();
        this.bodies = requireNonNull(bodies, "bodies");
        this.sink = requireNonNull(sink, "sink");
    }

    /**
     * Takes a piece of the stream, which may begin and end within a line.
     *
     * @return how many lines ended in it, each of which the sink will get an answer to
     */
    public int offer(byte[] piece, long receivedNanos) {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < piece.length; i++) {
            if (piece[i] == '\n') {
                endLine(piece, from, i, lines, receivedNanos);
                from = i + 1;
            }
        }
        keep(piece, from, piece.length);
        append(lines);
        return lines.size();
    }

    /**
     * The stream is over; what stands after the last line feed is a line too.
     *
     * @return as {@link #offer}
     */
    public int end(long receivedNanos) {
        List<Line> lines = new ArrayList<>(1);
        endLine(new byte[0], 0, 0, lines, receivedNanos);
        append(lines);
        answered = answered.thenRun(sink::ended);
        return lines.size();
    }

    /** The connection has gone: what has come of a line is forgotten; again does nothing. */
    public void abandon() {
        forgetPartial();
    }

    private void keep(byte[] piece, int from, int to) {
        if (tooLong || noRoom != null) {
            return;
        }
        tooLong = partial.size() + to - from > maxLineBytes;
        noRoom = tooLong ? null : bodies.tryTake(publisher, to - from);
        if (tooLong || noRoom != null) {
            forgetPartial();
        } else {
            partial.write(piece, from, to - from);
        }
    }

    private void forgetPartial() {
        bodies.give(publisher, partial.size());
        partial.reset();
    }

    private void endLine(byte[] piece, int from, int to, List<Line> lines, long receivedNanos) {
        byte[] text;
        if (partial.size() == 0 && !tooLong && noRoom == null && to - from <= maxLineBytes) {
            text = Arrays.copyOfRange(piece, from, to); // most lines come in one piece
        } else {
            keep(piece, from, to);
            text = partial.toByteArray();
            forgetPartial();
        }
        lineNumber++;
        if (tooLong || noRoom != null || !isBlank(text)) {
            lines.add(read(text, receivedNanos));
        }
        tooLong = false;
        noRoom = null;
    }

    private static boolean isBlank(byte[] text) {
        boolean beginsWithAscii = text.length > 0 && text[0] > ' ';
        return !beginsWithAscii && new String(text, StandardCharsets.UTF_8).isBlank();
    }

    private Line read(byte[] text, long receivedNanos) {
        if (noRoom != null) {
            return new Line(lineNumber, null, PublishAnswers.line(PublishProblems.noRoom(bodies, noRoom), lineNumber));
        }
        try {
            if (tooLong) {
                throw new InvalidEventException(
                        InvalidEventException.Kind.TOO_LARGE,
                        "line: more than " + maxLineBytes + " bytes (expected: at most " + Limit.EVENT_BYTES + ")");
            }
            Event event = decoder.line(text, publisher, receivedNanos);
            Verdict.NotStored tooMuch = rates.refusal(publisher, 1, receivedNanos);
            if (tooMuch == null) {
                tooMuch = publishing.overBudget(List.of(event));
            }
            return tooMuch == null ? new Line(lineNumber, event, null) : refused(tooMuch);
        } catch (InvalidEventException e) {
            return refused(publishing.refuse(e));
        }
    }

    private Line refused(Verdict.NotStored refused) {
        return new Line(lineNumber, null, PublishAnswers.line(PublishProblems.of(publisher, refused), lineNumber));
    }

    private void append(List<Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        List<Event> events = new ArrayList<>(lines.size());
        for (Line line : lines) {
            if (line.event != null) {
                events.add(line.event);
            }
        }
        CompletableFuture<byte[]> answers = publishing.append(events).thenApply(verdict -> answers(lines, verdict));
        answered = answered.thenCombine(answers, (nothing, bytes) -> {
            sink.answers(bytes, lines.size());
            return nothing;
        });
    }

    private byte[] answers(List<Line> lines, Verdict verdict) {
        return verdict instanceof Verdict.NotStored notStored
                ? failed(lines, PublishProblems.of(publisher, notStored))
                : answers(lines, ((Verdict.Stored) verdict).places());
    }

    private static byte[] answers(List<Line> lines, List<Appended> places) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int next = 0;
        for (Line line : lines) {
            out.writeBytes(line.answer == null ? PublishAnswers.line(places.get(next++)) : line.answer);
        }
        return out.toByteArray();
    }

    private static byte[] failed(List<Line> lines, Problem problem) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Line line : lines) {
            out.writeBytes(line.answer == null ? PublishAnswers.line(problem, line.number) : line.answer);
        }
        return out.toByteArray();
    }
}
