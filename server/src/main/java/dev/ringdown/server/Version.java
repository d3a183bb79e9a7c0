package dev.ringdown.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which Ringdown this is, as the build has written it into the jar. Immutable.
 *
 * @param number that of the pom, such as {@code 1.2.3}
 * @param commit the beginning of the hash of the commit that was built, with {@code +} behind it if there were changes that
 *     had not been committed; {@code unknown} if it was not {@code ./run} that built it, or not from a git checkout
 */
public record Version(String number, String commit) {
    private static final String RESOURCE = "version.properties";

    /** The version of this build. */
    public static Version ofThisBuild() {
        Properties written = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + ": missing (expected: in the jar)");
            }
            written.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
        return new Version(written.getProperty("version", "unknown"), written.getProperty("commit", "unknown"));
    }

    /** The version of the Java that runs it, such as {@code 17.0.15}. */
    public static String java() {
        return System.getProperty("java.version", "unknown");
    }

    @Override
    public String toString() {
        return "ringdown " + number + " (commit " + commit + ", Java " + java() + ")";
    }
}
