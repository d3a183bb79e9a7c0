package dev.ringdown.source.rabbitmq;

import dev.ringdown.event.Event;
import dev.ringdown.publishing.Verdict;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Puts events into the log, in order, all or none; completes on any thread, and never fails. */
interface Appending {
    CompletionStage<Verdict> append(List<Event> events);
}
