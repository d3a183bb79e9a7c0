package dev.ringdown.identity;

import dev.ringdown.protocol.ErrorCode;
import dev.ringdown.topic.TopicFilter;
import java.util.List;
import java.util.UUID;

/** The answer to "may this identity subscribe to this topic?". Immutable. */
public sealed interface Decision {
    /**
     * Yes.
     *
     * @param customer whose events they mean; an agent's topics are its customer's events
     * @param filters what the topic stands for; more than one only for a short form, never empty
     * @param rule why, in a sentence
     */
    record Allowed(UUID customer, List<TopicFilter> filters, String rule) implements Decision {
        public Allowed {
            filters = List.copyOf(filters);
        }
    }

    /**
     * No.
     *
     * @param code {@link ErrorCode#FORBIDDEN} or {@link ErrorCode#INVALID_TOPIC}
     * @param message what was wrong and what is right, without the topic itself
     */
    record Refused(ErrorCode code, String message) implements Decision {}
}
