package dev.ringdown.log.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What RocksDB would not notice of damaged files, or notice without saying which it is and what is lost. Looked for before it
 * opens them. Stateless.
 */
final class DamagedFiles {
    private static final String CURRENT = "CURRENT"; // names the manifest, which names all other files
    private static final Pattern MANIFEST = Pattern.compile("MANIFEST-\\d+");
    private static final Pattern DATA = Pattern.compile("\\d+\\.(sst|log)");

    private DamagedFiles() {}

    /** @throws IOException a file is damaged; the message says which, what is lost at most, and what to do */
    static void refuse(Path folder) throws IOException {
        refuseCurrent(folder);
        WriteAheadFiles.Damage damage = WriteAheadFiles.find(folder);
        if (damage != null
                && damage.equals(WriteAheadFiles.find(folder))) { // else a process is writing, which RocksDB tells
            throw new IOException("cannot open the log in " + folder + ": " + tell(damage) + "; restore a backup, or"
                    + " keep what stands before it with the command log " + folder
                    + " cut, or move the folder away to begin a new log (clients are told with each of them)");
        }
    }

    /** Which file, and what is lost at most. */
    static String tell(WriteAheadFiles.Damage damage) {
        return "its file " + damage.file().getFileName() + " is damaged at byte " + damage.position() + " of "
                + damage.fileBytes() + " (lost is at most what stands from there on: " + damage.bytesAfter()
                + " bytes, the newest events)";
    }

    /** A folder without CURRENT is a new one for RocksDB, which removes what it does not know. */
    private static void refuseCurrent(Path folder) throws IOException {
        List<String> names = names(folder);
        boolean isThere = names.contains(CURRENT);
        if (!isThere && names.stream().noneMatch(name -> DATA.matcher(name).matches())) {
            return; // a new log, or one that ended while it was made
        }
        String named = isThere ? Files.readString(folder.resolve(CURRENT), StandardCharsets.ISO_8859_1) : "";
        boolean good = named.endsWith("\n") && names.contains(named.strip()) && isManifest(named.strip());
        if (!good) {
            throw new IOException("cannot open the log in " + folder + ": its file CURRENT "
                    + (isThere ? named.isEmpty() ? "is empty" : "is damaged" : "is missing")
                    + " (expected: a line with the name of the manifest, which is all that is lost); "
                    + remedy(folder, names));
        }
    }

    private static String remedy(Path folder, List<String> names) {
        return names.stream()
                .filter(DamagedFiles::isManifest)
                .max(Comparator.comparingLong(name -> Long.parseLong(name.substring(name.indexOf('-') + 1))))
                .map(manifest -> "write it again: echo " + manifest + " > " + folder.resolve(CURRENT)
                        + ", and look with the command log " + folder + " verify; or restore a backup")
                .orElse(
                        "but there is no manifest either: restore a backup, or move the folder away to begin a new log");
    }

    private static boolean isManifest(String name) {
        return MANIFEST.matcher(name).matches();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
