package dev.ringdown.log;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.EventForms;
import dev.ringdown.event.EventName;
import dev.ringdown.event.EventShape;
import dev.ringdown.event.EventText;
import dev.ringdown.topic.Topics;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An event that has its place in the log. Immutable; the JSON is shared by everybody who sends it and must not be
 * changed.
 */
public final class LogEntry {
    /**
     * Which event it is.
     *
     * @param topics where it belongs
     * @param moment see {@link LogEntry#isMoment()}
     */
    public record About(UUID customer, EventName name, String type, Topics topics, boolean moment) {}

    private final Sequence sequence;
    private final long offset;
    private final UUID customer;
    private final EventName name;
    private final String type;
    private final Topics topics;
    private final boolean moment;
    private final byte[] json;
    private final int sequenceAt;
    private final long appendedAtMillis;
    private final long receivedNanos;

    /** One field for all that few entries ever have, so that those who have none stay small; null until somebody asks. */
    private volatile @Nullable EventForms forms;

    /**
     * @param json the message as receivers get it, UTF-8
     * @param sequenceAt where in {@code json} the sequence is written; -1 if it is not
     * @param appendedAtMillis wall clock time of the append, for retention
     * @param receivedNanos {@link System#nanoTime()} when the gateway had received the event, for latency
     */
    public LogEntry(Placed place, About event, byte[] json, int sequenceAt, long appendedAtMillis, long receivedNanos) {
        this.sequence = requireNonNull(place.sequence(), "sequence");
        this.offset = place.offset();
        this.customer = requireNonNull(event.customer(), "customer");
        this.name = requireNonNull(event.name(), "name");
        this.type = requireNonNull(event.type(), "type");
        this.topics = requireNonNull(event.topics(), "topics");
        this.moment = event.moment();
        this.json = requireNonNull(json, "json");
        this.sequenceAt = sequenceAt;
        this.appendedAtMillis = appendedAtMillis;
        this.receivedNanos = receivedNanos;
    }

    /** Its position as clients are told it: by its {@link #number()}. */
    public Sequence sequence() {
        return sequence;
    }

    /** Its place in the log. */
    public long offset() {
        return offset;
    }

    /** Which entry of its customer it is, counted from 1 without a hole; so it is known how many are missing. */
    public long number() {
        return sequence.number();
    }

    public UUID customer() {
        return customer;
    }

    /** Tells the event from every other. */
    public EventName name() {
        return name;
    }

    /** Its own resource: {@code <resource>:<resource-id>}. */
    public String subject() {
        return topics.own().toString();
    }

    public String type() {
        return type;
    }

    public Topics topics() {
        return topics;
    }

    /** Whether nothing lives on after it, so that it is not the state of its resource: a message, a line of a transcript. */
    public boolean isMoment() {
        return moment;
    }

    /** The message as receivers get it who ask for no other shape, UTF-8; not a copy. */
    public byte[] json() {
        return json;
    }

    /** Where in {@link #json()} the sequence is written, {@link Sequence#WIDTH} bytes; -1 if it is not. */
    public int sequenceAt() {
        return sequenceAt;
    }

    /** The message in a shape; {@link #json()} is {@link EventShape#CLOUDEVENTS}. Another one is made when first asked for. */
    public EventText text(EventShape shape) {
        return shape == EventShape.CLOUDEVENTS ? EventText.of(json) : forms().text(shape);
    }

    /** How many bytes {@link #text} has; makes nothing for {@link EventShape#CLOUDEVENTS}. */
    public int length(EventShape shape) {
        return shape == EventShape.CLOUDEVENTS
                ? json.length
                : forms().text(shape).length();
    }

    /**
     * The message in a shape compressed, not a copy; as long as {@link #text} if that cannot be made smaller. Who asks first
     * has it made and everybody shares it; threads that ask at the same moment may each make it, and get the same bytes.
     *
     * @param deflater makes it of the text; always the same of the same, and the text itself if it is not smaller
     */
    public byte[] deflated(EventShape shape, UnaryOperator<byte[]> deflater) {
        return forms().deflated(shape, deflater);
    }

    private EventForms forms() {
        EventForms known = forms;
        if (known == null) {
            known = new EventForms(type, json);
            forms = known;
        }
        return known;
    }

    public long appendedAtMillis() {
        return appendedAtMillis;
    }

    public long receivedNanos() {
        return receivedNanos;
    }

    /** About how much memory the entry takes, in bytes. */
    public int weight() {
        return json.length + 256;
    }
}
