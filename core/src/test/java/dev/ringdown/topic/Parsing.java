package dev.ringdown.topic;

import dev.ringdown.event.RoutingTable;

/** Topics as clients write them, read with VoIPBin's event types. */
public final class Parsing {
    private Parsing() {}

    public static RequestedTopic parse(String text) {
        return new TopicParser(new RoutingTable(RoutingTable.VOIPBIN, 256)).parse(text);
    }

    public static TopicFilter filter(String text) {
        return (TopicFilter) parse(text);
    }
}
