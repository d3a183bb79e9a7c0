package dev.ringdown.replica;

import dev.ringdown.journal.Journal;
import dev.ringdown.journal.record.Control;
import dev.ringdown.journal.record.RecordStamp;
import dev.ringdown.journal.record.RecordWriter;
import dev.ringdown.log.Append;
import dev.ringdown.log.AppendOutcome;
import dev.ringdown.log.AppendQueue;
import dev.ringdown.log.Appended;
import dev.ringdown.log.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what waits to the journal: whatever waits together is one record, as long as it fits into one, and few enough records
 * are under way. An append is never in two records. Each is answered once: when its record was applied here, or when that will
 * not be known in time. Only the log's appender calls this.
 */
final class RecordSender {
    private static final String SAME_IDS = " (not known whether they were stored: send the same ids again)";

    private final Journal journal;
    private final Inbox inbox;
    private final AppendQueue<Append> queue;
    private final ReplicaOptions options;
    private final LongSupplier nanoTime;
    private final long writer;

    /** Taken from the queue, and in no record yet. */
    private final ArrayDeque<Append> next = new ArrayDeque<>();

    /** By number, the oldest first. */
    private final Map<Long, SentRecord> underWay = new LinkedHashMap<>();

    private volatile int underWayCount; // of these
    private long nextNumber;

    /** @param writer a number that no other opening of a log of this journal has */
    RecordSender(
            Journal journal,
            Inbox inbox,
            AppendQueue<Append> queue,
            ReplicaOptions options,
            long writer,
            LongSupplier nanoTime) {
        this.journal = journal;
        this.inbox = inbox;
        this.queue = queue;
        this.options = options;
        this.writer = writer;
        this.nanoTime = nanoTime;
    }

    /** Whether nothing is to be sent, and nothing under way. */
    boolean isIdle() {
        return underWay.isEmpty() && next.isEmpty() && queue.waiting() == 0;
    }

    /**
     * Sends what waits.
     *
     * @return whether anything was sent, or refused since it fits into no record
     */
    boolean send() {
        boolean sent = false;
        while (underWay.size() < options.recordsUnderWay() && hasNext()) {
            sent = true;
            RecordStamp stamp = new RecordStamp(writer, nextNumber);
            RecordWriter record = new RecordWriter(stamp, options.recordBytes(), Sequence.WIDTH);
            List<Append> appends = fill(record);
            if (appends.isEmpty()) {
                refuse(next.remove(), tooLarge());
                continue;
            }
            nextNumber++;
            underWay.put(stamp.number(), new SentRecord(appends, nanoTime.getAsLong())); // first: it may come at once
            underWayCount = underWay.size();
            var unused = journal.append(record.toBytes()).whenComplete((position, e) -> {
                if (e != null) {
                    inbox.failed(stamp.number(), e);
                }
            });
        }
        return sent;
    }

    /** How many records of events are under way. Any thread. */
    int underWayCount() {
        return underWayCount;
    }

    /** The number of the record that is sent next. */
    long nextNumber() {
        return nextNumber;
    }

    /**
     * Says something in the journal besides events, whatever is under way.
     *
     * @return completes as an append to the journal does
     */
    CompletionStage<Long> say(Control control) {
        RecordStamp stamp = new RecordStamp(writer, nextNumber);
        nextNumber++;
        return journal.append(control.toBytes(stamp));
    }

    private String tooLarge() {
        return "they do not fit into a record of the journal, of " + options.recordBytes() + " bytes and "
                + RecordWriter.MAX_EVENTS + " events";
    }

    private void refuse(Append append, String reason) {
        queue.release(append.load().bytes());
        append.refuse(reason, null);
    }

    /** Refuses what waits to be sent. */
    void refuseWaiting(String reason) {
        while (hasNext()) {
            refuse(next.remove(), reason);
        }
    }

    private boolean hasNext() {
        if (next.isEmpty()) {
            next.addAll(queue.poll());
        }
        return !next.isEmpty();
    }

    private List<Append> fill(RecordWriter record) {
        List<Append> appends = new ArrayList<>();
        for (Append append = next.peek(); append != null && record.add(append.events()); append = next.peek()) {
            appends.add(append);
            next.remove();
        }
        return appends;
    }

    /** The record that was sent from here under this stamp, and is not answered yet; null if there is none. */
    @Nullable
    SentRecord find(RecordStamp stamp) {
        return stamp.writer() == writer ? underWay.get(stamp.number()) : null;
    }

    /** A record was applied: what is in it is in the store, and announced. */
    void applied(RecordStamp stamp, List<Appended> places) {
        SentRecord sent = find(stamp);
        if (sent != null) {
            var unused = remove(stamp.number());
            List<AppendOutcome> outcomes = sent.stored(places);
            for (int i = 0; i < outcomes.size(); i++) {
                answer(sent.appends().get(i), outcomes.get(i));
            }
        }
    }

    private @Nullable SentRecord remove(long number) {
        SentRecord removed = underWay.remove(number);
        underWayCount = underWay.size();
        return removed;
    }

    /** It is not known what became of a record; nothing happens if it was applied all the same. */
    void failed(Inbox.Failed record) {
        SentRecord sent = remove(record.number());
        if (sent != null) {
            answerUnknown(sent, record.reason());
        }
    }

    /**
     * Answers what has been under way for too long. What waits behind that is refused: nobody waits for two of them.
     *
     * @return whether anything was
     */
    boolean answerLate() {
        boolean answered = false;
        long sentBefore = nanoTime.getAsLong() - options.answerTimeout().toNanos();
        Iterator<SentRecord> oldestFirst = underWay.values().iterator();
        while (oldestFirst.hasNext()) {
            SentRecord sent = oldestFirst.next();
            if (sent.sentNanos() - sentBefore > 0) {
                break;
            }
            oldestFirst.remove();
            underWayCount = underWay.size();
            answerUnknown(sent, "nothing was heard of them for " + options.answerTimeout());
            answered = true;
        }
        if (answered) {
            refuseWaiting("the journal does not answer");
        }
        return answered;
    }

    private void answerUnknown(SentRecord sent, String reason) {
        for (Append append : sent.appends()) {
            String attempt = Append.attempt(append.events().size());
            answer(append, new AppendOutcome.Unknown(attempt + reason + SAME_IDS));
        }
    }

    private void answer(Append append, AppendOutcome outcome) {
        queue.release(append.load().bytes());
        append.done().complete(outcome);
    }

    /** A bug: nobody knows what becomes of what is under way. */
    void fail(Throwable bug) {
        underWay.values()
                .forEach(sent -> sent.appends().forEach(append -> append.done().completeExceptionally(bug)));
    }

    /** Nothing is sent any more: what was not is refused, and of what is under way it is not known. */
    void end(String reason) {
        underWay.values().forEach(sent -> answerUnknown(sent, reason));
        underWay.clear();
        underWayCount = 0;
        next.addAll(queue.end());
        refuseWaiting(AppendQueue.Refusal.ENDED.text());
    }
}
