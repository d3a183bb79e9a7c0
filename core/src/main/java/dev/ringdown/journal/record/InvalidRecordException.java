package dev.ringdown.journal.record;

import org.jspecify.annotations.Nullable;

/** Bytes are no record that this version can read; the message says where and why. */
public final class InvalidRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidRecordException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The same with the record's position. */
    public InvalidRecordException inRecord(long position) {
        return new InvalidRecordException("record " + position + ": " + getMessage(), this);
    }
}
