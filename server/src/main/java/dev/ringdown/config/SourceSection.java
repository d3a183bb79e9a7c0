package dev.ringdown.config;

import java.util.Map;

/**
 * Where events come from. Immutable.
 *
 * @param publisherKeys the key of each publisher by its name
 */
public record SourceSection(Map<String, String> publisherKeys) {
    static final Keys KEYS = new Keys();

    private static final NamedKey<String> PUBLISHER =
            KEYS.add(NamedKey.credential("publish.keys.<name>", "The credential of a publisher."));

    static SourceSection read(Values values) {
        return new SourceSection(values.byName(PUBLISHER));
    }

    /** Names the publishers, but tells none of their keys. */
    @Override
    public String toString() {
        return "SourceSection[publishers=" + publisherKeys.keySet() + "]";
    }
}
