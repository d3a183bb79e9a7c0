package dev.ringdown.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Reads credentials. What is wrong with one is said without showing it. Stateless. */
final class SecretText {
    private static final int MAX_BYTES = 64 * 1024;

    /** What may stand in a header: visible ASCII. */
    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");

    private SecretText() {}

    /**
     * Checks a credential from the command line.
     *
     * @param option the option's name, for the message
     */
    static String check(String option, String secret) throws InvalidArgumentException {
        String stripped = secret.strip();
        if (!VISIBLE.matcher(stripped).matches()) {
            throw new InvalidArgumentException(option + ": "
                    + (stripped.isEmpty() ? "empty" : "not a credential, it has blanks or unusual characters")
                    + " (expected: visible ASCII characters)");
        }
        return stripped;
    }

    /**
     * Reads a credential from a file, so that it is not in the process list.
     *
     * @param file its path; {@code -} is standard input
     */
    static String read(String option, String file, InputStream stdin) throws InvalidArgumentException {
        byte[] bytes;
        try (InputStream in = file.equals("-") ? stdin : Files.newInputStream(Path.of(file))) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException | IllegalArgumentException e) {
            throw InvalidArgumentException.unreadable(option, file, e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new InvalidArgumentException(
                    option + ": " + file + " is too long (expected: at most " + MAX_BYTES + " bytes)");
        }
        return check(option, new String(bytes, StandardCharsets.UTF_8));
    }
}
