package dev.ringdown.log.embedded;

/** Why a log cannot prove that it goes on where it stopped, so that a new epoch begins. */
enum Doubt {
    NEW_LOG("new log"),
    EARLIER_VERSION("a version that kept no witness had the folder open last"),
    UNCOUNTED("positions that an earlier version gave mean something else"),
    COPY("the folder is a copy"),
    NO_WITNESS("nothing outside the folder says how far the log was"),
    OLDER_STATE("the folder is an older state of itself, or its witness is another log's"),
    END_LOST("the folder has lost its end"),
    WRITTEN_ELSEWHERE("the folder was written to after it was closed"),
    MACHINE_WENT_DOWN("the machine went down, and not everything was known to be on the disk");

    private final String reason;

    Doubt(String reason) {
        this.reason = reason;
    }

    @Override
    public String toString() {
        return reason;
    }
}
