package dev.ringdown.admin;

import dev.ringdown.http.InvalidQueryException;
import dev.ringdown.http.Query;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.session.SessionQuery;
import dev.ringdown.topic.InvalidTopic;
import dev.ringdown.topic.OpenEnded;
import dev.ringdown.topic.RequestedTopic;
import dev.ringdown.topic.ShortForm;
import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.TopicParser;
import dev.ringdown.topic.UuidText;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads what operators ask for out of the query of a request. Stateless. */
final class SessionQueries {
    /** The most sessions that one answer tells of. */
    static final int MAX_LIMIT = 1000;

    private static final int DEFAULT_LIMIT = 100;
    private static final List<String> FILTERS = List.of("customer", "agent", "topic", "address", "behind", "limit");

    /** Why an operator may close a session; the first unless another one is asked for. */
    private static final List<CloseReason> REASONS = List.of(CloseReason.CLOSED_BY_OPERATOR, CloseReason.SENT_AWAY);

    private SessionQueries() {}

    /** Which sessions are asked for. */
    static SessionQuery sessions(String text, TopicParser topicParser) throws InvalidQueryException {
        Query query = Query.parse(text, FILTERS);
        return new SessionQuery(
                uuid(query, "customer"),
                uuid(query, "agent"),
                topic(query.get("topic"), topicParser),
                query.get("address"),
                behind(query.get("behind")),
                (int) query.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT));
    }

    private static @Nullable UUID uuid(Query query, String name) throws InvalidQueryException {
        String text = query.get(name);
        UUID uuid = text == null ? null : UuidText.parse(text);
        if (text != null && uuid == null) {
            throw new InvalidQueryException(name, text, "a UUID");
        }
        return uuid;
    }

    /** A short form is meant in every scope, since an operator has none of its own. */
    private static @Nullable Predicate<TopicFilter> topic(@Nullable String text, TopicParser topicParser)
            throws InvalidQueryException {
        if (text == null) {
            return null;
        }
        RequestedTopic topic = topicParser.parse(text);
        if (topic instanceof OpenEnded open) {
            topic = open.topic();
        }
        if (topic instanceof TopicFilter asked) {
            return asked::overlaps;
        }
        if (topic instanceof ShortForm asked) {
            return filter -> asked.in(filter.scope(), filter.scopeId()).overlaps(filter);
        }
        throw new InvalidQueryException("topic", text, "a topic; " + ((InvalidTopic) topic).reason());
    }

    private static boolean behind(@Nullable String text) throws InvalidQueryException {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw new InvalidQueryException("behind", text, "true or false");
        }
        return "true".equals(text);
    }

    /** Why a session is to be closed. */
    static CloseReason closeReason(String text) throws InvalidQueryException {
        String code = Query.parse(text, List.of("code")).get("code");
        if (code == null) {
            return REASONS.get(0);
        }
        for (CloseReason reason : REASONS) {
            if (code.equals(Integer.toString(reason.code()))) {
                return reason;
            }
        }
        throw new InvalidQueryException(
                "code",
                code,
                String.join(
                        " or ",
                        REASONS.stream()
                                .map(reason -> reason.code() + ", " + reason.text())
                                .toList()));
    }
}
