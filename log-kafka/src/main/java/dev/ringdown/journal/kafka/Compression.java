package dev.ringdown.journal.kafka;

import java.util.Locale;

/** How records are compressed by the node that appends them, and stay on the brokers and on their way to every node. */
public enum Compression {
    NONE,
    GZIP,
    LZ4;

    /** As Kafka's clients write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
