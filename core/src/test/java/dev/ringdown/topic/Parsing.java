package dev.ringdown.topic;

import dev.ringdown.event.RoutingTable;

/** Topics as clients write them, read with VoIPBin's event types. */
public final class Parsing {
    public static final TopicParser PARSER = new TopicParser(new RoutingTable(RoutingTable.VOIPBIN, 256));

    private Parsing() {}

    public static RequestedTopic parse(String text) {
        return PARSER.parse(text);
    }

    public static TopicFilter filter(String text) {
        return (TopicFilter) parse(text);
    }
}
