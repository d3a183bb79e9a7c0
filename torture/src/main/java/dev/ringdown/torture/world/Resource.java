package dev.ringdown.torture.world;

/** Something that events are about, such as one call. Immutable. */
public record Resource(String type, String id) {
    /** As the subject of an event names it. */
    public String subject() {
        return type + ':' + id;
    }
}
