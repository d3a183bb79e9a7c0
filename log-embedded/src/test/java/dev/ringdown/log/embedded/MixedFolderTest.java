package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.EPOCH;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static dev.ringdown.log.embedded.LogFolder.offsets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogMeters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A folder of which some files are as they were left, and others older, gone, cut or empty, as a backup that is restored in part,
 * a file system that lost something or a hand that slipped leaves it. Whatever it is: the log is not opened, a new epoch begins,
 * or every entry is there. Never is one missing in silence.
 */
@Timeout(300)
class MixedFolderTest {
    private static final long ENTRIES = 30;

    /** What may have become of a file. */
    private enum Fate {
        AS_LEFT,
        OLDER,
        GONE,
        CUT,
        EMPTY
    }

    @TempDir
    private Path temp = Path.of("");

    private Path folder = Path.of("");
    private Path outside = Path.of("");
    private Map<String, byte[]> older = Map.of();
    private Map<String, byte[]> killed = Map.of();
    private Map<String, byte[]> closed = Map.of();
    private byte[] witnessOfKilled = {};
    private byte[] witnessOfClosed = {};

    @BeforeEach
    void writeALog() throws IOException {
        folder = temp.resolve("log");
        outside = Files.createDirectory(temp.resolve("outside"));
        write(0, 10);
        write(10, 20); // by the second opening what was there is in files that are not changed any more
        older = files(folder);
        try (EmbeddedStore store = open(EPOCH)) {
            write(store, 20, ENTRIES);
            killed = files(folder);
            witnessOfKilled = Files.readAllBytes(witness());
        }
        closed = files(folder);
        witnessOfClosed = Files.readAllBytes(witness());
    }

    private Path witness() {
        return outside.resolve("witness");
    }

    private EmbeddedStore open(long nowSeconds) throws IOException {
        EmbeddedOptions options =
                LogFolder.witnessed(LogFolder.options(folder), new WitnessPlace.File(witness()), SyncPolicy.INTERVAL);
        return EmbeddedStore.open(
                options,
                nowSeconds,
                LogMeters.NONE,
                new Surroundings(() -> 1, new Machine(new UUID(0, 1)), Witnesses::of));
    }

    private void write(long from, long to) throws IOException {
        try (EmbeddedStore store = open(EPOCH)) {
            write(store, from, to);
        }
    }

    private static void write(EmbeddedStore store, long from, long to) throws IOException {
        for (long offset = from; offset < to; offset++) {
            store.write(List.of(entry(ALICE, offset, offset + 1)));
        }
    }

    private static Map<String, byte[]> files(Path in) throws IOException {
        return FolderState.of(in).files();
    }

    /** The files that there may be, but for the one by which a copy of a folder is known: that would hide all others. */
    private List<String> names() {
        TreeSet<String> names = new TreeSet<>(older.keySet());
        names.addAll(killed.keySet());
        names.addAll(closed.keySet());
        names.remove("IDENTITY");
        return List.copyOf(names);
    }

    /** Opens it with these fates; whether the log went on. */
    private boolean goesOn(Map<String, byte[]> left, byte[] witness, Map<String, Fate> fates) throws IOException {
        for (String name : names()) {
            put(folder.resolve(name), content(name, left, fates.getOrDefault(name, Fate.AS_LEFT)));
        }
        for (String other : files(folder).keySet()) {
            if (!names().contains(other) && !other.equals("IDENTITY")) {
                Files.delete(folder.resolve(other));
            }
        }
        Files.write(witness(), witness);
        try (EmbeddedStore store = open(EPOCH + 100)) {
            boolean newEpoch = store.epochs().get(store.epochs().size() - 1).epoch() != EPOCH;
            if (!newEpoch) {
                assertThat(offsets(store.read(ALICE, -1, 100)))
                        .as("%s", fates)
                        .isEqualTo(LongStream.range(0, ENTRIES).boxed().toList());
            }
            return !newEpoch;
        } catch (IOException | IllegalStateException e) {
            return false; // it is not opened, or what is damaged is not read
        }
    }

    private static void put(Path file, byte[] content) throws IOException {
        if (content.length == 1 && content[0] == -1) {
            Files.deleteIfExists(file);
        } else {
            Files.write(file, content);
        }
    }

    private byte[] content(String name, Map<String, byte[]> left, Fate fate) {
        byte[] gone = {-1};
        byte[] asLeft = left.getOrDefault(name, gone);
        return switch (fate) {
            case AS_LEFT -> asLeft;
            case OLDER -> older.getOrDefault(name, gone);
            case GONE -> gone;
            case CUT -> asLeft == gone ? gone : Arrays.copyOf(asLeft, asLeft.length / 2);
            case EMPTY -> new byte[0];
        };
    }

    @Test
    void aFolderAsItWasLeftGoesOn() throws IOException {
        assertThat(goesOn(killed, witnessOfKilled, Map.of())).isTrue();
        assertThat(goesOn(closed, witnessOfClosed, Map.of())).isTrue();
    }

    @Test
    void whateverBecameOfOneFile() throws IOException {
        for (String name : names()) {
            for (Fate fate : Fate.values()) {
                boolean unused = goesOn(killed, witnessOfKilled, Map.of(name, fate));
                unused = goesOn(closed, witnessOfClosed, Map.of(name, fate));
            }
        }
    }

    @Test
    void whateverBecameOfAll() throws IOException {
        for (Fate fate : List.of(Fate.OLDER, Fate.GONE, Fate.CUT, Fate.EMPTY)) {
            Map<String, Fate> fates = new TreeMap<>();
            names().forEach(name -> fates.put(name, fate));
            assertThat(goesOn(killed, witnessOfKilled, fates)).isFalse();
            assertThat(goesOn(closed, witnessOfClosed, fates)).isFalse();
        }
    }

    @Test
    void whateverBecameOfSome() throws IOException {
        Random random = new Random(20261129);
        int goneOn = 0;
        for (int i = 0; i < 200; i++) {
            Map<String, Fate> fates = new TreeMap<>();
            for (String name : names()) {
                if (random.nextInt(4) == 0) {
                    fates.put(name, Fate.values()[random.nextInt(Fate.values().length)]);
                }
            }
            goneOn += goesOn(killed, witnessOfKilled, fates) ? 1 : 0;
            goneOn += goesOn(closed, witnessOfClosed, fates) ? 1 : 0;
        }
        assertThat(goneOn).isPositive(); // or nothing was tried
    }
}
