package dev.ringdown.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.jspecify.annotations.Nullable;

/**
 * A secret that stands in a file of its own, so that it is neither in the list of processes nor in the environment: the
 * value {@code file:/run/secrets/jwt}. Stateless.
 */
final class SecretFile {
    private static final String SCHEME = "file:";
    private static final int MAX_BYTES = 64 * 1024;

    private SecretFile() {}

    /** A file that cannot be used; never tells what is in it. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String expected;

        UnusableException(String expected) {
            super(expected);
            this.expected = expected;
        }

        String expected() {
            return expected;
        }
    }

    /** Whether a value says where the secret is, and is not the secret. */
    static boolean isNamedBy(String value) {
        return value.startsWith(SCHEME);
    }

    /** The file that a value names; null: nothing can be called so. */
    static @Nullable Path path(String value) {
        return FileNames.parse(value.substring(SCHEME.length()));
    }

    /**
     * The secret in the file that a value names, without the line end that editors put behind it.
     *
     * @throws UnusableException the file is not there, cannot be read, is empty, or others can read it
     */
    static String read(String value) throws UnusableException {
        try {
            Path file = Path.of(value.substring(SCHEME.length()));
            if (!file.isAbsolute()) {
                throw new UnusableException("file: and an absolute path");
            }
            if (Files.isDirectory(file) || !Files.isReadable(file)) {
                throw new UnusableException("a file that can be read");
            }
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                throw new UnusableException("a file that not everybody can read: chmod o-r");
            }
            return text(file);
        } catch (CharacterCodingException e) {
            throw new UnusableException("a file with text in UTF-8");
        } catch (IOException | InvalidPathException e) {
            throw new UnusableException("a file that can be read");
        }
    }

    private static String text(Path file) throws IOException, UnusableException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new UnusableException("a file of at most " + MAX_BYTES + " bytes");
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        if (text.endsWith("\n")) {
            text = text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1));
        }
        if (text.isEmpty()) {
            throw new UnusableException("a file that has the secret in it; it is empty");
        }
        return text;
    }
}
