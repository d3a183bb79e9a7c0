package dev.ringdown.torture.oracle;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Compares what clients heard with what was acknowledged, on a thread of its own: each connection when it has ended and
 * everything that it can have heard of is acknowledged. Anybody hands it transcripts.
 */
public final class Judge {
    private final Ledger ledger;
    private final Violations violations;
    private final BooleanSupplier gapsExpected;
    private final Path records;
    private final BlockingQueue<Transcript> waiting = new LinkedBlockingQueue<>();
    private final Map<Integer, Diary> diaries = new HashMap<>();
    private final AtomicLong checkedEvents = new AtomicLong();
    private final Thread thread = new Thread(this::run, "judge");
    private volatile boolean last;

    /**
     * @param gapsExpected whether events can be beyond retention by now
     * @param records the folder where a transcript goes that shows a violation
     */
    public Judge(Ledger ledger, Violations violations, BooleanSupplier gapsExpected, Path records) {
        this.ledger = ledger;
        this.violations = violations;
        this.gapsExpected = gapsExpected;
        this.records = records;
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** A connection has ended. */
    public void submit(Transcript ended) {
        waiting.add(ended);
    }

    /** Waits until all transcripts have been judged; nobody may submit another one. */
    public void finish() throws InterruptedException {
        last = true;
        thread.join();
        diaries.values().forEach(diary -> diary.check(ledger, violations));
    }

    /** How many events that clients got have been checked. */
    public long checkedEvents() {
        return checkedEvents.get();
    }

    private void run() {
        try {
            while (!last || !waiting.isEmpty()) {
                Transcript next = waiting.poll(50, TimeUnit.MILLISECONDS);
                if (next != null) {
                    while (!ledger.isAcknowledged(next.begunAtEnd())) {
                        Thread.sleep(20);
                    }
                    judge(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            violations.add("judge", "cannot go on: " + e);
        }
    }

    private void judge(Transcript transcript) {
        int before = violations.count();
        new Hearing(transcript, ledger, violations, gapsExpected.getAsBoolean()).run();
        if (violations.count() > before) {
            record(transcript);
        }
        checkedEvents.addAndGet(transcript.events().size());
        if (!transcript.isLoyal()) {
            return;
        }
        Ask resume = Diary.resumeOf(transcript);
        Diary diary = diaries.get(transcript.clientNumber());
        if (diary == null && resume != null) {
            diary = new Diary(transcript, resume);
            diaries.put(transcript.clientNumber(), diary);
        }
        if (diary != null) {
            diary.add(transcript);
        }
    }

    private void record(Transcript transcript) {
        Path file = records.resolve(transcript.client().replace(' ', '-') + ".txt");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            transcript.print(out);
        } catch (IOException e) {
            violations.add("judge", "cannot write " + file + ": " + e.getMessage());
        }
    }
}
