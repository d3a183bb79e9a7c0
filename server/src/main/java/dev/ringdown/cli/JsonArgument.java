package dev.ringdown.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JSON text given on the command line: itself, {@code @file}, or {@code -} for standard input. It is checked and then
 * passed on as it is. Immutable.
 */
record JsonArgument(String argument) {
    /** More than any server takes; it answers better than this program would. */
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    private static final JsonFactory JSON = new JsonFactory();
    private static final char REPLACEMENT = '\uFFFD';

    /** The JSON text. */
    String read(InputStream stdin) throws InvalidArgumentException {
        if (argument.equals("-")) {
            return checked("standard input", decoded(stdin, "-"));
        }
        if (argument.startsWith("@")) {
            String file = argument.substring(1);
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                return checked(file, decoded(in, file));
            } catch (IOException | IllegalArgumentException e) {
                throw InvalidArgumentException.unreadable("DATA", file, e);
            }
        }
        if (argument.indexOf(REPLACEMENT) >= 0) { // Java reads arguments in the locale's encoding, often ASCII
            throw new InvalidArgumentException("DATA: has characters that got lost on the way (expected: a UTF-8 locale"
                    + " such as LC_ALL=C.UTF-8, or @file, or -)");
        }
        return checked("the argument", argument);
    }

    private static String decoded(InputStream in, String file) throws InvalidArgumentException {
        try {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new InvalidArgumentException("DATA: too long (expected: at most " + MAX_BYTES + " bytes)");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidArgumentException("DATA: " + TerminalText.escape(file) + " is not UTF-8 (expected: JSON)");
        } catch (IOException e) {
            throw InvalidArgumentException.unreadable("DATA", file, e);
        }
    }

    private static String checked(String origin, String text) throws InvalidArgumentException {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new InvalidArgumentException(
                        "DATA: " + TerminalText.escape(origin) + " is empty (expected: JSON)");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new InvalidArgumentException("DATA: more after the end of the value (expected: one JSON value)");
            }
            return text;
        } catch (JsonProcessingException e) {
            throw new InvalidArgumentException("DATA: not JSON at line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": "
                    + TerminalText.escape(e.getOriginalMessage().replaceFirst(" \\(start marker.*", ""))
                    + " (expected: JSON, @file, or -)");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read JSON from memory", e);
        }
    }
}
