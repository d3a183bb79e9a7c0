package dev.ringdown.torture.apart;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** JSON objects between two processes, a line each. What is written is for one thread, and so is what is read. */
final class Lines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedReader in;
    private final Writer out;

    Lines(InputStream in, OutputStream out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    }

    void write(Object value) throws IOException {
        out.write(JSON.writeValueAsString(value) + '\n');
        out.flush();
    }

    /** The next one, waited for; null at the end. */
    <T> @Nullable T read(Class<T> type) throws IOException {
        String line = in.readLine();
        return line == null ? null : JSON.readValue(line, type);
    }

    /** Reads all that are to come on a thread of their own; at the end the consumer of the end is called there. */
    <T> void hear(Class<T> type, Consumer<T> each, Runnable end) {
        Thread thread = new Thread(
                () -> {
                    try {
                        for (T next = read(type); next != null; next = read(type)) {
                            each.accept(next);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException("cannot read what the other process says", e);
                    } finally {
                        end.run();
                    }
                },
                "lines");
        thread.setDaemon(true);
        thread.start();
    }
}
