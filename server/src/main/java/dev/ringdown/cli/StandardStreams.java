package dev.ringdown.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and writes. Both outputs are UTF-8 whatever the locale says: JSON is, and a pipe must get the
 * bytes that came. Whoever prints also flushes.
 */
record StandardStreams(InputStream in, PrintStream out, PrintStream err) {

    /** The streams of this process. */
    static StandardStreams ofProcess() {
        return new StandardStreams(System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)), false, StandardCharsets.UTF_8);
    }

    /** Prints one line for a human, which a pipe that takes the output never sees. */
    void note(String line) {
        err.print(line + "\n");
        err.flush();
    }
}
