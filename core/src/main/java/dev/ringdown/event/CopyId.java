package dev.ringdown.event;

import static java.util.Objects.requireNonNull;

import dev.ringdown.topic.Resource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The id of an event that comes in several copies, none of which has one: SHA-256 of its type, its resource's id and its
 * data as they were sent, in hexadecimal. So every copy, by whichever way it comes, is known for the same event.
 */
final class CopyId {
    private CopyId() {}

    /**
     * @param own the resource that the event is about
     * @param dataFrom where in the body the data begin
     * @param dataTo their end, exclusive
     */
    static String of(String type, Resource own, byte[] body, int dataFrom, int dataTo) {
        MessageDigest digest = sha256();
        digest.update(type.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0); // neither of the two can have it, so no two events are the same bytes
        digest.update(requireNonNull(own.id(), "id").getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(body, dataFrom, dataTo - dataFrom);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing, which every Java has", e);
        }
    }
}
