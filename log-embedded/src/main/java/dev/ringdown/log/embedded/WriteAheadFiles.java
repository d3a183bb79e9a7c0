package dev.ringdown.log.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that RocksDB writes ahead, looked through for damage before it reads them: some damage in the middle it takes for
 * the end, some it passes over. Batches are numbered without a hole, so a hole shows what is missing. A file that ends in the
 * middle of a batch is what a fall of the machine leaves, as long as no later batch follows. Used once, by one thread.
 */
final class WriteAheadFiles {
    /** A byte in one of the files. */
    private record Place(int file, long position) {}

    /**
     * Where batches are missing that others follow.
     *
     * @param position where what is missing begins
     * @param bytesAfter from there to the end of the newest file
     */
    record Damage(Path file, long position, long fileBytes, long bytesAfter) {}

    private static final Pattern NAME = Pattern.compile("\\d+\\.log");

    /** Blocks in which good records are looked for behind bad ones; of further ones what follows is passed over. */
    private static final int MAX_SEARCHED = 16;

    private final List<Path> files;
    private final byte[] block = new byte[WriteAheadBlock.BYTES];

    /** Of the batch that is being read: its first number, and how many it has. */
    private final ByteBuffer header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);

    private @Nullable Place batch; // where the batch began of which the last fragment has not come
    private @Nullable Place bad; // the first thing that is not good since the last whole batch
    private long nextNumber = -1; // that must follow; -1 before the first batch
    private int searched;

    private WriteAheadFiles(List<Path> files) {
        this.files = files;
    }

    /** The write-ahead files of a folder, oldest first. */
    static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> NAME.matcher(name(path)).matches())
                    .sorted(Comparator.comparingLong(
                            path -> Long.parseLong(name(path).replace(".log", ""))))
                    .toList();
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** The first damage; null if there is none. */
    static @Nullable Damage find(Path folder) throws IOException {
        return new WriteAheadFiles(in(folder)).find();
    }

    private @Nullable Damage find() throws IOException {
        for (int file = 0; file < files.size(); file++) {
            long position = 0;
            try (InputStream in = Files.newInputStream(files.get(file))) {
                int length;
                do {
                    length = in.readNBytes(block, 0, block.length);
                    Place missing = read(new WriteAheadBlock(block, length), new Place(file, position));
                    if (missing != null) {
                        return damage(missing);
                    }
                    position += length;
                } while (length == block.length);
            }
            breakBatch();
        }
        return null;
    }

    /** Where something is missing that a batch of this block must follow; null if nothing is. */
    private @Nullable Place read(WriteAheadBlock records, Place start) {
        while (!records.isOver()) {
            Place here = new Place(start.file, start.position + records.at());
            if (records.isGood()) {
                Place missing = record(records, here);
                if (missing != null) {
                    return missing;
                }
                records.next();
            } else {
                breakBatch();
                notGood(here);
                if (searched++ < MAX_SEARCHED) {
                    records.findGood();
                } else {
                    records.skip();
                }
            }
        }
        return null;
    }

    private @Nullable Place record(WriteAheadBlock records, Place here) {
        switch (records.type()) {
            case WriteAheadBlock.FULL, WriteAheadBlock.FIRST -> {
                breakBatch();
                batch = here;
                header.clear();
            }
            case WriteAheadBlock.MIDDLE, WriteAheadBlock.LAST -> {}
            default -> {
                return null; // it is of no batch
            }
        }
        if (batch == null) { // its first fragment was not good
            return null;
        }
        ByteBuffer payload = records.payload();
        while (header.hasRemaining() && payload.hasRemaining()) {
            header.put(payload.get());
        }
        return records.type() == WriteAheadBlock.FULL || records.type() == WriteAheadBlock.LAST ? whole(batch) : null;
    }

    /** A batch has come as a whole. */
    private @Nullable Place whole(Place begun) {
        batch = null;
        if (header.hasRemaining()) {
            notGood(begun);
            return null;
        }
        long number = header.getLong(0);
        boolean follows = nextNumber < 0 ? bad == null : number <= nextNumber;
        if (!follows) {
            return bad == null ? begun : bad;
        }
        nextNumber = Math.max(nextNumber, number + header.getInt(8));
        bad = null;
        return null;
    }

    /** What has come of a batch is all that there is of it. */
    private void breakBatch() {
        if (batch != null) {
            notGood(batch);
            batch = null;
        }
    }

    private void notGood(Place place) {
        if (bad == null) {
            bad = place;
        }
    }

    private Damage damage(Place missing) throws IOException {
        long after = -missing.position;
        for (Path path : files.subList(missing.file, files.size())) {
            after += Files.size(path);
        }
        Path file = files.get(missing.file);
        return new Damage(file, missing.position, Files.size(file), after);
    }
}
