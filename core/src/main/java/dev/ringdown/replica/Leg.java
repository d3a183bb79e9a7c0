package dev.ringdown.replica;

/** A part of the way that a node's own canary takes: into the journal, back from it, into the store. */
enum Leg {
    /** The journal has not acknowledged it. */
    APPEND(
            "append",
            "the journal does not acknowledge what is sent to it",
            "look at the brokers, and at the way to them; clients are served what there is, and publishers are told 503"),
    /** The journal has it, and has not told it here. */
    FOLLOW(
            "follow",
            "the journal acknowledges what is sent to it, and does not tell it here",
            "the follower is started anew; restart this node if that does not help"),
    /** The journal has told it, and it is not applied. */
    APPLY(
            "apply",
            "what the journal tells is not applied here",
            "look at the disk of log.dir, and at how busy this machine is");

    private final String word;
    private final String text;
    private final String remedy;

    Leg(String word, String text, String remedy) {
        this.word = word;
        this.text = text;
        this.remedy = remedy;
    }

    /** As metrics and log lines name it. */
    String word() {
        return word;
    }

    /** What is wrong if it is late, for operators. */
    String text() {
        return text;
    }

    /** What to do then, likewise. */
    String remedy() {
        return remedy;
    }
}
