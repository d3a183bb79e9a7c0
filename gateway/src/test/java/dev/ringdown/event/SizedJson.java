package dev.ringdown.event;

/** A message of which only the size matters. */
public final class SizedJson {
    private SizedJson() {}

    public static EventJson of(int bytes) {
        return new EventJson(new byte[bytes], 0);
    }
}
