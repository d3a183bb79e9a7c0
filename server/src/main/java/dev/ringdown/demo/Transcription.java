package dev.ringdown.demo;

import java.util.List;

/** A call is written down while it goes on, in turns. Confined to the thread of its world. */
final class Transcription {
    private static final List<String> CALLER = List.of(
            "I have a question about my last invoice.",
            "My order has not arrived yet.",
            "I would like to change my address.",
            "The app does not let me sign in.");

    private static final List<String> AGENT = List.of(
            "Let me have a look.",
            "I can see it here, one moment.",
            "I have changed that for you.",
            "You get a message within the hour.");

    private final Lifecycle lifecycle;
    private final Resource transcribe;

    private long startedAtNanos;

    /** @param phone the call that {@code lifecycle} is about */
    Transcription(Lifecycle lifecycle, PhoneCall phone) {
        this.lifecycle = lifecycle;
        this.transcribe = new Resource(lifecycle.world, "transcribe", lifecycle.floor.customer())
                .set("activeflow_id", phone.activeflow().id())
                .set("reference_type", "call")
                .set("reference_id", phone.call().id())
                .set("status", "progressing")
                .set("language", "en-US")
                .set("direction", "both");
    }

    void start() {
        startedAtNanos = lifecycle.world.nowNanos();
        lifecycle.publish(transcribe, "created");
        lifecycle.publish(transcribe, "progressing");
    }

    void sayCaller() {
        say("in", CALLER);
    }

    void sayAgent() {
        say("out", AGENT);
    }

    private void say(String direction, List<String> texts) {
        Resource transcript = new Resource(lifecycle.world, "transcript", lifecycle.floor.customer())
                .set("transcribe_id", transcribe.id())
                .set("direction", direction)
                .set("message", lifecycle.chance.oneOf(texts))
                .set("offset_ms", lifecycle.world.millisSince(startedAtNanos));
        lifecycle.publish(transcript, "created");
    }

    void end() {
        lifecycle.publish(transcribe.set("status", "done"), "done");
    }
}
