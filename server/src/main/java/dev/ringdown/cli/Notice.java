package dev.ringdown.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * A control message in words, for the person at the terminal; one line or several, escaped. Immutable, any thread.
 */
record Notice(ZoneId zone) {
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int MAX_UNKNOWN_LENGTH = 500;

    /** What the message says; no line for one that is not worth a person's attention. */
    List<String> lines(ReceivedMessage message) {
        List<String> lines = switch (message.type()) {
            case "heartbeat", "pong", "unsubscribed" -> List.of();
            case "welcome" -> List.of(welcome(message));
            case "subscribed" -> subscribed(message);
            case "error" -> List.of("error " + message.text("code") + ": " + message.text("message") + topics(message));
            case "expiring" ->
                List.of("the token ends at " + localTime(message.text("expires")) + ", and the"
                        + " connection with it");
            case "closing" ->
                List.of("the server is about to close the connection (" + message.text("code")
                        + "); it can be opened again in " + message.text("reconnect") + " ms");
            case "gap" -> List.of(gap(message));
            default -> List.of("unknown message: " + cut(OneLineJson.of(message.raw())));
        };
        return lines.stream().map(TerminalText::escape).toList();
    }

    private String welcome(ReceivedMessage message) {
        StringBuilder line = new StringBuilder("connected");
        String agent = message.text("agent");
        String customer = message.text("customer");
        if (!agent.isEmpty()) {
            line.append(" as agent ").append(agent).append(customer.isEmpty() ? "" : " of");
        } else if (!customer.isEmpty()) {
            line.append(" as");
        }
        if (!customer.isEmpty()) {
            line.append(" customer ").append(customer);
        }
        List<String> permissions = message.texts("permissions");
        if (!permissions.isEmpty()) {
            line.append(" (").append(String.join(", ", permissions)).append(')');
        }
        String expires = message.text("expires");
        if (!expires.isEmpty()) {
            line.append(", until ").append(localTime(expires));
        }
        return line.toString();
    }

    private static List<String> subscribed(ReceivedMessage message) {
        List<String> lines = new ArrayList<>();
        List<String> topics = message.texts("topics");
        if (!topics.isEmpty()) {
            lines.add("subscribed to " + String.join(", ", topics));
        }
        for (JsonNode rejection : message.json().path("rejected")) {
            lines.add("rejected " + rejection.path("topic").asText() + ": "
                    + rejection.path("code").asText() + ", "
                    + rejection.path("message").asText());
        }
        return lines;
    }

    private static String gap(ReceivedMessage message) {
        String count = message.text("count");
        return "gap: " + (count.isEmpty() ? "an unknown number of" : count) + " events were lost ("
                + message.text("reason") + ") after " + message.text("after") + " and before "
                + message.text("before") + topics(message);
    }

    private static String topics(ReceivedMessage message) {
        List<String> topics = message.texts("topics");
        return topics.isEmpty() ? "" : " [" + String.join(", ", topics) + "]";
    }

    private String localTime(String time) {
        try {
            return OffsetDateTime.parse(time).atZoneSameInstant(zone).format(DAY_AND_TIME);
        } catch (DateTimeException e) {
            return time; // better as it came than not at all
        }
    }

    private static String cut(String text) {
        return text.length() <= MAX_UNKNOWN_LENGTH ? text : text.substring(0, MAX_UNKNOWN_LENGTH) + "…";
    }
}
