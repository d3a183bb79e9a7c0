package dev.ringdown.journal.kafka;

import dev.ringdown.log.LogMeters;

/** What a {@link KafkaJournal} counts. Thread-safe. */
public final class JournalMeters {
    private final LogMeters.Timing appends;
    private final LogMeters.Count failures;
    private final LogMeters.Count passedOver;

    public JournalMeters(LogMeters meters) {
        this.appends = meters.timing(
                "ringdown.journal.appends", "Records that the brokers have taken, and how long that took");
        this.failures = meters.count(
                "ringdown.journal.append.failures", "Records of which it is not known whether the brokers have them");
        this.passedOver = meters.count(
                "ringdown.journal.passed.over", "Records of the topic that were not written for it, and not applied");
    }

    /** The brokers have taken a record, after so long. */
    void appended(long nanos) {
        appends.took(nanos);
    }

    /** It is not known whether the brokers have a record. */
    void failed() {
        failures.add(1);
    }

    /** A record was not written for this topic. */
    void passedOver() {
        passedOver.add(1);
    }
}
